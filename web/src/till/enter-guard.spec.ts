import { expect, test } from '@jest/globals';
import { EnterGuard, type EnterKind } from './enter-guard.js';

const SCAN = 'scan';
const KEY = 'key';

test.each<[string, readonly (number | readonly [typeof SCAN | typeof KEY, number])[], EnterKind]>([
  ['the first one', [500], 'own'],
  ['one a second after another', [0, 1_000], 'own'],
  ['one sooner after another', [0, 999], 'again'],
  ['the third one of a nervous hand', [0, 900, 1_800], 'again'],
  ['one after another key', [0, [KEY, 10], 20], 'own'],
  ['a scanner’s second one', [[SCAN, 0], 10], 'suffix'],
  ['a scanner’s third one', [[SCAN, 0], 10, 20], 'suffix'],
  ['one long after a scan', [[SCAN, 0], 1_000], 'own'],
])('an Enter is told apart: %s', (_name, presses, expected) => {
  const guard = new EnterGuard();
  const kinds = presses.map((press) => {
    if (typeof press === 'number') return guard.press(press, false);
    if (press[0] === SCAN) return guard.press(press[1], true);
    return guard.otherInput();
  });
  expect(kinds.at(-1)).toBe(expected);
});
