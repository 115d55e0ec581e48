import { expect, test } from '@jest/globals';
import { denominationsOf, likelyCash } from './denominations.js';

test.each([
  ['DZD', 1_075_000, [1_080_000, 1_100_000, 1_200_000]],
  ['EUR', 1_234, [1_500, 2_000, 5_000, 10_000]],
  ['EUR', 5_000, [6_000, 10_000, 20_000]],
  ['JPY', 980, [1_000, 2_000, 5_000, 10_000]],
  ['EUR', 0, []],
] as const)('cash likely for %s %i', (currency, dueMinor, expected) => {
  expect(likelyCash(dueMinor, currency)).toEqual(expected);
});

test('each value is counted once, the largest first', () => {
  expect(denominationsOf('DZD')).toEqual([200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500]);
});
