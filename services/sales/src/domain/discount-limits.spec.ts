import { expect, test } from '@jest/globals';
import type { PricedOrderLine } from '@comptoir/contracts';
import { discountReasons } from './discount-limits.js';

const LIMITS = { lineBps: 1000, documentBps: 500 };

/** A line of 10.00 with its own discount and its share of the document's. */
function line(lineId: string, ownMinor: number, shareMinor: number): PricedOrderLine {
  return {
    lineId,
    productId: `prd_${lineId}`,
    name: 'Kettle',
    quantity: 2000,
    quantityDecimals: 3,
    unitPriceMinor: 500,
    discountMinor: ownMinor + shareMinor,
    documentDiscountMinor: shareMinor,
  } as PricedOrderLine;
}

test.each<[string, PricedOrderLine[], (string | undefined)[]]>([
  ['no discount', [line('a', 0, 0)], []],
  ['what a line may have', [line('a', 100, 0)], []],
  ['a cent more on a line', [line('a', 101, 0), line('b', 100, 0)], ['a']],
  ['what a document may have', [line('a', 0, 50), line('b', 0, 50)], []],
  ['a cent more on the document', [line('a', 0, 51), line('b', 0, 50)], [undefined]],
  ['both at their limits', [line('a', 100, 45)], []],
  ['of the document, counted after the lines', [line('a', 100, 46)], [undefined]],
  ['both above', [line('a', 1000, 0), line('b', 0, 999)], ['a', undefined]],
])('%s asks a manager for %j', (_name, lines, asked) => {
  const reasons = discountReasons({ lines }, LIMITS);
  expect(reasons.map((reason) => [reason.code, reason.lineId])).toEqual(
    asked.map((lineId) => ['discount.over-limit', lineId]),
  );
  expect(discountReasons({ lines }, undefined)).toEqual([]);
});
