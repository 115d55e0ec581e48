import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { costAsNewestBatch } from './found-cost.js';

describe('found units cost as those of the newest batch', () => {
  test.each([
    ['one of three for ten', 3, 1000, 1, 333],
    ['two of three for ten', 3, 1000, 2, 666],
    ['all of it', 3, 1000, 3, 1000],
    ['more than it brought', 3, 1000, 7, 2333],
    ['of goods that cost nothing', 5, 0, 4, 0],
    ['weighed goods', 1000, 1299, 375, 487],
  ])('%s', (_name, receivedQty, costMinor, quantity, cost) => {
    expect(costAsNewestBatch({ receivedQty, costMinor }, quantity)).toBe(cost);
  });

  test('it is the exact share, rounded down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 50_000 }),
        (receivedQty, costMinor, quantity) => {
          const exact = (BigInt(costMinor) * BigInt(quantity)) / BigInt(receivedQty);
          expect(BigInt(costAsNewestBatch({ receivedQty, costMinor }, quantity))).toBe(exact);
        },
      ),
    );
  });
});
