import { expect, test } from '@jest/globals';
import { conditionOf, STAGE_LIMIT_SECONDS } from './operations.js';

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

test.each([
  ['completing', 4, undefined, 'running'],
  ['completing', 6, undefined, 'slow'],
  ['completing', STAGE_LIMIT_SECONDS.completing, undefined, 'slow'],
  ['completing', STAGE_LIMIT_SECONDS.completing + 1, undefined, 'stuck'],
  ['holding', 181, undefined, 'stuck'],
  ['waitingForApproval', 800, 900, 'slow'],
  ['waitingForApproval', 955, 900, 'slow'],
  ['waitingForApproval', 961, 900, 'stuck'],
  ['retrying', 1_100, 900, 'slow'],
  ['retrying', 1_201, 900, 'stuck'],
] as const)('%s for %i s (until %s) is %s', (stage, seconds, until, condition) => {
  expect(conditionOf(stage, at(0), at(seconds), until === undefined ? undefined : at(until))).toBe(condition);
});
