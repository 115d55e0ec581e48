import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalQuantity, isCountable, parseQuantity } from './units.js';

test.each([
  [1500, 3, '1.5'],
  [275, 2, '2.75'],
  [5, 3, '0.005'],
  [1000, 3, '1'],
  [7, 0, '7'],
  [100, 0, '100'],
  [-250, 2, '-2.5'],
  [0, 3, '0'],
])('%d of %d decimals is %s', (quantity, decimals, shown) => {
  expect(decimalQuantity(quantity, decimals)).toBe(shown);
});

test.each([
  ['1,5', 3, 1500],
  ['1.5', 3, 1500],
  [' 2.75 ', 2, 275],
  ['3', 0, 3],
  ['3.0', 0, 3],
  ['1.', 1, 10],
  ['1.5', 0, undefined],
  ['0.0001', 3, undefined],
  ['-1', 0, undefined],
  ['1e3', 0, undefined],
  ['', 0, undefined],
])('%p with %d decimals is %p', (typed, decimals, quantity) => {
  expect(parseQuantity(typed, decimals)).toBe(quantity);
});

test('what is shown is read back', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.integer({ min: 0, max: 3 }), (quantity, decimals) => {
      expect(parseQuantity(decimalQuantity(quantity, decimals), decimals)).toBe(quantity);
    }),
  );
});

test.each([
  [1_000_000, 0, true],
  [1_000_001, 0, false],
  [1_000_000_000, 3, true],
  [100_000_001, 2, false],
])('%d of %d decimals: countable %s', (quantity, decimals, countable) => {
  expect(isCountable(quantity, decimals)).toBe(countable);
});
