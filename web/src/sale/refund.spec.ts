import { describe, expect, test } from '@jest/globals';
import { leftOf, refundOf, type RefundTo } from './refund.js';

type RefundableSale = Parameters<typeof refundOf>[0];

/** Three units for 100.01, tax 19.00 included in the gross, and one unit for 50.00. */
const sale = (paidMinor: number, more: object = {}): RefundableSale =>
  ({
    lines: [
      { saleLineId: 'a', quantity: 3, netMinor: 10_001, taxMinor: 1_900, grossMinor: 11_901 },
      { saleLineId: 'b', quantity: 1, netMinor: 5_000, taxMinor: 0, grossMinor: 5_000 },
    ],
    returned: [],
    corrections: [],
    payment: { method: 'cash', amountMinor: paidMinor },
    ...more,
  }) as unknown as RefundableSale;

const PAID = 16_901;

describe('what goes back to the customer', () => {
  test.each<[string, RefundableSale, Record<string, number>, RefundTo, number, [number, number]]>([
    ['nothing chosen', sale(PAID), {}, 'cash', 0, [0, 0]],
    ['one of three, its share rounded on the line', sale(PAID), { a: 1 }, 'cash', 0, [3_967, 0]],
    [
      'the last of three, so that the shares add up to the line',
      sale(PAID, { returned: [{ saleLineId: 'a', quantity: 2 }] }),
      { a: 1 },
      'card',
      0,
      [3_967, 0],
    ],
    ['all of it', sale(PAID), { a: 3, b: 1 }, 'cash', 0, [16_901, 0]],
    ['all of it, to the account', sale(PAID), { a: 3, b: 1 }, 'account', 0, [0, 16_901]],
    ['a sale on account: nothing was paid', sale(0), { b: 1 }, 'cash', 0, [0, 5_000]],
    ['a debt is settled first', sale(PAID), { b: 1 }, 'cash', 3_000, [2_000, 3_000]],
    ['a larger debt takes all', sale(PAID), { b: 1 }, 'cash', 9_000, [0, 5_000]],
    ['a credit on the account changes nothing', sale(PAID), { b: 1 }, 'cash', -9_000, [5_000, 0]],
    [
      'at most what was paid and not refunded before',
      sale(6_000, { corrections: [{ state: 'final', refundMinor: 3_967 }] }),
      { b: 1 },
      'cash',
      0,
      [2_033, 2_967],
    ],
    [
      'an abandoned correction refunded nothing',
      sale(6_000, { corrections: [{ state: 'abandoned', refundMinor: 3_967 }] }),
      { b: 1 },
      'cash',
      0,
      [5_000, 0],
    ],
  ])('%s', (_name, one, quantities, refundTo, owedMinor, [paidOutMinor, creditedMinor]) => {
    expect(refundOf(one, quantities, refundTo, owedMinor)).toEqual({ paidOutMinor, creditedMinor });
  });

  test('what is left of a sale is what did not come back', () => {
    expect(leftOf(sale(PAID, { returned: [{ saleLineId: 'a', quantity: 2 }] }))).toEqual({ a: 1, b: 1 });
  });
});
