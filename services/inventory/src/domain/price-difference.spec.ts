import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitDifference } from './price-difference.js';

describe('splitDifference', () => {
  test.each<[string, [received: number, remaining: number, cost: number], number, [stock: number, cost: number]]>([
    ['all units are there', [10, 10, 1_000], 100, [100, 0]],
    ['none is', [10, 0, 0], 100, [0, 100]],
    ['three of ten', [10, 3, 300], 100, [30, 70]],
    ['a third, rounded towards nothing', [3, 1, 33], 100, [33, 67]],
    ['less, rounded towards nothing', [3, 1, 33], -10, [-3, -7]],
    ['less than the units cost: they cost nothing then', [10, 5, 20], -100, [-20, -80]],
    ['nothing', [10, 4, 400], 0, [0, 0]],
  ])('%s', (_name, [receivedQty, remainingQty, remainingCostMinor], differenceMinor, [toStockMinor, toCostMinor]) => {
    expect(splitDifference({ receivedQty, remainingQty, remainingCostMinor }, differenceMinor)).toEqual({
      toStockMinor,
      toCostMinor,
    });
  });

  test('the parts add up; no unit costs less than nothing, and no units cost nothing', () => {
    const batch = fc
      .record({ receivedQty: fc.integer({ min: 1, max: 500 }), part: fc.nat(500), unit: fc.nat(9_000) })
      .map(({ receivedQty, part, unit }) => {
        const remainingQty = Math.min(part, receivedQty);
        return { receivedQty, remainingQty, remainingCostMinor: unit * remainingQty };
      });
    fc.assert(
      fc.property(batch, fc.integer({ min: -4_000_000, max: 4_000_000 }), (one, differenceMinor) => {
        const { toStockMinor, toCostMinor } = splitDifference(one, differenceMinor);
        expect(toStockMinor + toCostMinor).toBe(differenceMinor);
        expect(one.remainingCostMinor + toStockMinor).toBeGreaterThanOrEqual(0);
        if (one.remainingQty === 0) expect(toStockMinor).toBe(0);
        if (one.remainingQty === one.receivedQty && differenceMinor > 0) expect(toCostMinor).toBe(0);
      }),
    );
  });
});
