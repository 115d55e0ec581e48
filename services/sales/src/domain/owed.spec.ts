import { expect, test } from '@jest/globals';
import { backOf } from './owed.js';

test.each([
  [5, 0, 'nothing'],
  [5, 1, 'part'],
  [5, 5, 'everything'],
] as const)('of %i units %i are back: %s', (sold, returned, back) => {
  expect(backOf(sold, returned)).toBe(back);
});
