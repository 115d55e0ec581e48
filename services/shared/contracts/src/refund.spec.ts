import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from './kernel/money.js';
import { paidByMethod, settleRefund, type RefundAsked } from './refund.js';

const EURO = { currency: 'EUR', cashRoundingMinor: 5 } as const;

const paid = (method: 'cash' | 'card' | 'credit', amountMinor: number) => ({
  kind: 'checkout' as const,
  direction: 'in' as const,
  method,
  amountMinor,
  allocations: [{ saleId: 's', amountMinor }],
});
const refunded = (method: 'cash' | 'card', amountMinor: number) => ({
  kind: 'refund' as const,
  direction: 'out' as const,
  method,
  amountMinor,
  allocations: [],
  saleId: 's',
});

test.each([
  ['the last payment comes first', [paid('cash', 600), paid('card', 400)], { card: 400, cash: 600 }],
  [
    'a refund counts against its own method',
    [paid('cash', 600), paid('card', 400), refunded('cash', 100)],
    { card: 400, cash: 500 },
  ],
  ['then against the last payment', [paid('cash', 600), paid('card', 400), refunded('cash', 700)], { card: 300 }],
])('what was paid on a sale: %s', (_name, payments, expected) => {
  expect(Object.fromEntries(paidByMethod('s', payments).map((one) => [one.method, one.amountMinor]))).toEqual(expected);
});

const owed = (saleId: string, openMinor: number) => ({ saleId, openMinor, currency: 'EUR' as const });
const asked = (more: Partial<RefundAsked>): RefundAsked => ({
  grossMinor: 1_000,
  ownOpenMinor: 0,
  others: [],
  refundTo: 'original',
  paidBy: [],
  isWalkIn: false,
  ...more,
});

describe('what comes back', () => {
  test.each<[string, Partial<RefundAsked>, object]>([
    ['lowers the sale’s own debt', { ownOpenMinor: 1_500 }, { ownMinor: 1_000, refunds: [] }],
    [
      'then other debts, the oldest first',
      { ownOpenMinor: 100, others: [owed('t', 300), owed('u', 5_000)] },
      {
        ownMinor: 100,
        settled: [
          { saleId: 't', amountMinor: 300 },
          { saleId: 'u', amountMinor: 600 },
        ],
        refunds: [],
      },
    ],
    [
      'goes out the way it came',
      {
        paidBy: [
          { method: 'card', amountMinor: 400 },
          { method: 'cash', amountMinor: 602 },
        ],
      },
      {
        refunds: [
          { method: 'card', amountMinor: 400 },
          { method: 'cash', amountMinor: 600, tenderedMinor: 600 },
        ],
      },
    ],
    [
      'in whole coins',
      { grossMinor: 1_002, refundTo: 'cash' },
      { refunds: [{ amountMinor: 1_002, roundingMinor: -2 }] },
    ],
    [
      'credit becomes credit again',
      { paidBy: [{ method: 'credit', amountMinor: 1_000 }] },
      { creditMinor: 1_000, refunds: [] },
    ],
    ['to the account it stays as credit', { refundTo: 'account' }, { creditMinor: 1_000, refunds: [] }],
    [
      'a walk-in has no account',
      { refundTo: 'account', isWalkIn: true },
      { creditMinor: 0, refunds: [{ method: 'cash' }] },
    ],
  ])('%s', (_name, more, expected) => {
    expect(settleRefund(asked(more), EURO)).toMatchObject(expected);
  });

  test('is divided without losing or making a cent', () => {
    const minor = fc.integer({ min: 0, max: 100_000 });
    const method = fc.constantFrom('cash', 'card', 'transfer', 'cheque', 'credit');
    fc.assert(
      fc.property(
        fc.record({
          grossMinor: minor,
          ownOpenMinor: minor,
          others: fc.array(
            minor.map((openMinor) => owed('t', openMinor)),
            { maxLength: 4 },
          ),
          refundTo: fc.constantFrom('original', 'cash', 'card', 'transfer', 'cheque', 'account'),
          paidBy: fc.uniqueArray(fc.record({ method, amountMinor: minor }), { selector: (one) => one.method }),
          isWalkIn: fc.boolean(),
        }),
        (one) => {
          const { ownMinor, settled, refundMinor, refunds, creditMinor } = settleRefund(one, EURO);
          const debtMinor = sum([one.ownOpenMinor, ...one.others.map((each) => each.openMinor)]);
          const settledMinor = sum([ownMinor, ...settled.map((each) => each.amountMinor)]);
          expect(settledMinor).toBe(Math.min(one.grossMinor, debtMinor));
          expect(settledMinor + refundMinor + creditMinor).toBe(one.grossMinor);
          expect(sum(refunds.map((each) => each.amountMinor))).toBe(refundMinor);
        },
      ),
    );
  });
});
