import { describe, expect, test } from '@jest/globals';
import { leftOf, refundOf, type AccountOfSale, type RefundTo } from './refund.js';

type RefundableSale = Parameters<typeof refundOf>[0];

/** Three units for 100.01, tax 19.00 included in the gross, and one unit for 50.00. */
const sale = (more: object = {}): RefundableSale =>
  ({
    saleId: 's',
    store: { currency: 'EUR', cashRoundingMinor: 1 },
    customer: { kind: 'person' },
    openMinor: 0,
    lines: [
      { saleLineId: 'a', quantity: 3, netMinor: 10_001, taxMinor: 1_900, grossMinor: 11_901 },
      { saleLineId: 'b', quantity: 1, netMinor: 5_000, taxMinor: 0, grossMinor: 5_000 },
    ],
    returned: [],
    corrections: [],
    ...more,
  }) as unknown as RefundableSale;

const PAID = 16_901;
const paid = (method: string, amountMinor: number, more: object = {}): object => ({
  kind: 'checkout',
  direction: 'in',
  method,
  amountMinor,
  allocations: [{ saleId: 's', amountMinor }],
  ...more,
});
const account = (payments: readonly object[], openItems: readonly object[] = []): AccountOfSale =>
  ({ payments, openItems }) as unknown as AccountOfSale;
const owed = (saleId: string, openMinor: number, currency = 'EUR'): object => ({ saleId, openMinor, currency });
const ALL = { a: 3, b: 1 };

describe('what goes back to the customer', () => {
  test.each<[string, RefundableSale, Record<string, number>, RefundTo, AccountOfSale, [object, number, number]]>([
    ['nothing chosen', sale(), {}, 'cash', account([paid('cash', PAID)]), [{}, 0, 0]],
    [
      'one of three, its share rounded on the line',
      sale(),
      { a: 1 },
      'cash',
      account([paid('cash', PAID)]),
      [{ cash: 3_967 }, 0, 0],
    ],
    [
      'the last of three, so that the shares add up to the line',
      sale({ returned: [{ saleLineId: 'a', quantity: 2 }] }),
      { a: 1 },
      'card',
      account([paid('cash', PAID)]),
      [{ card: 3_967 }, 0, 0],
    ],
    ['to the account it stays as credit', sale(), ALL, 'account', account([paid('cash', PAID)]), [{}, 0, PAID]],
    ['nothing was paid: nothing goes out', sale({ openMinor: PAID }), { b: 1 }, 'cash', account([]), [{}, 5_000, 0]],
    [
      'another debt is settled first',
      sale(),
      { b: 1 },
      'cash',
      account([paid('cash', PAID)], [owed('s', 1), owed('t', 3_000), owed('u', 900, 'DZD')]),
      [{ cash: 2_000 }, 3_000, 0],
    ],
    [
      'a larger debt takes all',
      sale(),
      { b: 1 },
      'cash',
      account([paid('cash', PAID)], [owed('t', 9_000)]),
      [{}, 5_000, 0],
    ],
    [
      'the way it was paid, the last payment first',
      sale(),
      ALL,
      'original',
      account([paid('card', 6_901), paid('cash', 10_000)]),
      [{ card: 6_901, cash: 10_000 }, 0, 0],
    ],
    [
      'a payment that was reversed does not count',
      sale(),
      { b: 1 },
      'original',
      account([
        paid('card', PAID, { kind: 'later' }),
        paid('cash', PAID, { kind: 'reversal', direction: 'out' }),
        paid('cash', PAID, { reversedBy: 'pay' }),
      ]),
      [{ card: 5_000 }, 0, 0],
    ],
    [
      'what was refunded before is not refunded again the same way',
      sale({
        corrections: [
          { state: 'final', refunds: [{ method: 'card', amountMinor: 6_000 }] },
          { state: 'abandoned', refunds: [{ method: 'card', amountMinor: 901 }] },
        ],
      }),
      { b: 1 },
      'original',
      account([paid('card', 6_901), paid('cash', 10_000)]),
      [{ card: 901, cash: 4_099 }, 0, 0],
    ],
    [
      'a walk-in is paid out',
      sale({ customer: { kind: 'walkIn' } }),
      { b: 1 },
      'account',
      account([paid('card', PAID)]),
      [{ card: 5_000 }, 0, 0],
    ],
  ])('%s', (_name, one, quantities, refundTo, of, [byMethod, settledMinor, creditMinor]) => {
    const { refunds, ...rest } = refundOf(one, quantities, refundTo, of);
    expect(Object.fromEntries(refunds.map((refund) => [refund.method, refund.amountMinor]))).toEqual(byMethod);
    expect(rest).toEqual({ settledMinor, creditMinor });
  });

  test('what is left of a sale is what did not come back', () => {
    expect(leftOf(sale({ returned: [{ saleLineId: 'a', quantity: 2 }] }))).toEqual({ a: 1, b: 1 });
  });
});
