import { expect, test } from '@jest/globals';
import { parseQuantity } from './quantity.js';

test.each([
  ['1', 1],
  ['1 000', 1_000],
  ['1000000', 1_000_000],
  ['', 'empty'],
  [' ', 'empty'],
  ['0', 'zero'],
  ['00', 'zero'],
  ['1,5', 'notWhole'],
  ['1.5', 'notWhole'],
  ['-2', 'notWhole'],
  ['2x', 'notWhole'],
  ['1e3', 'notWhole'],
  ['1000001', 'tooMany'],
  ['2130100000004', 'tooMany'],
])('the quantity “%s” is %p', (text, expected) => expect(parseQuantity(text)).toBe(expected));
