import { expect, test } from '@jest/globals';
import { typedQuantity } from './quantity.js';

test.each([
  ['1', 0, 1],
  ['1 000', 0, 1_000],
  ['1000000', 0, 1_000_000],
  ['', 0, 'empty'],
  [' ', 3, 'empty'],
  ['0', 0, 'zero'],
  ['00', 0, 'zero'],
  ['0,0', 3, 'zero'],
  ['1,5', 0, 'notWhole'],
  ['1.5', 0, 'notWhole'],
  ['1,5', 3, 1_500],
  ['1.5', 3, 1_500],
  ['2.75', 2, 275],
  ['2.755', 2, 'notWhole'],
  ['-2', 0, 'notWhole'],
  ['2x', 0, 'notWhole'],
  ['1e3', 0, 'notWhole'],
  ['1000001', 0, 'tooMany'],
  ['1000000', 3, 1_000_000_000],
  ['1000000,001', 3, 'tooMany'],
  ['2130100000004', 0, 'tooMany'],
  ['2130100000004', 3, 'tooMany'],
])('the quantity “%s” with %d decimals is %p', (text, decimals, expected) =>
  expect(typedQuantity(text, decimals)).toBe(expected),
);
