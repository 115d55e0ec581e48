import { describe, expect, test } from '@jest/globals';
import type { Payment } from '@comptoir/contracts';
import { creditReason, freezePayment } from './payment.js';
import { formatAmount } from './format-amount.js';

const PERSON = { _id: 'cus_1', kind: 'person' as const };
const WALK_IN = { _id: 'cus_2', kind: 'walkIn' as const };

describe('payments', () => {
  test.each<[string, Payment | undefined, typeof PERSON | typeof WALK_IN, object | string | undefined]>([
    ['nothing, by a person', undefined, PERSON, undefined],
    [
      'a part, by a person',
      { method: 'card', amountMinor: 400 },
      PERSON,
      { method: 'card', amountMinor: 400, tenderedMinor: 400, changeMinor: 0 },
    ],
    [
      'all, with change',
      { method: 'cash', amountMinor: 1000, tenderedMinor: 1500 },
      WALK_IN,
      { method: 'cash', amountMinor: 1000, tenderedMinor: 1500, changeMinor: 500 },
    ],
    ['too much', { method: 'cash', amountMinor: 1001 }, PERSON, 'payment.too-high'],
    [
      'too little tendered',
      { method: 'cash', amountMinor: 1000, tenderedMinor: 999 },
      PERSON,
      'payment.tendered-too-low',
    ],
    ['change from a card', { method: 'card', amountMinor: 1000, tenderedMinor: 1001 }, PERSON, 'payment.too-high'],
    [
      'a part, by a walk-in',
      { method: 'cash', amountMinor: 999, tenderedMinor: 2000 },
      WALK_IN,
      'payment.walk-in-must-pay',
    ],
    ['nothing, by a walk-in', undefined, WALK_IN, 'payment.walk-in-must-pay'],
  ])('%s', (_name, payment, customer, expected) => {
    const call = () => freezePayment(payment, 1000, 'DZD', customer);
    if (typeof expected === 'string') expect(call).toThrow(expect.objectContaining({ code: expected }));
    else expect(call()).toEqual(expected);
  });

  test('a walk-in may leave with what costs nothing', () =>
    expect(freezePayment(undefined, 0, 'DZD', WALK_IN)).toBeUndefined());
});

describe('credit', () => {
  const limit = (minor: number, currency: 'DZD' | 'EUR' = 'DZD') => ({
    name: 'Amina',
    creditLimit: { minor, currency },
  });
  test.each([
    ['nothing stays open', { name: 'Amina' }, 5000, 0, false],
    ['no limit, something open', { name: 'Amina' }, 0, 1, true],
    ['exactly at the limit', limit(1000), 400, 600, false],
    ['one past the limit', limit(1000), 400, 601, true],
    ['a limit in another currency', limit(1000, 'EUR'), 0, 1, true],
    ['a credit on account pays first', limit(0), -600, 600, false],
  ])('%s', (_name, customer, balanceMinor, openMinor, over) => {
    const reason = creditReason(
      customer,
      [
        { currency: 'EUR', balanceMinor: 9_999_999 },
        { currency: 'DZD', balanceMinor },
      ],
      openMinor,
      'DZD',
    );
    expect(reason?.code).toBe(over ? 'credit.over-limit' : undefined);
  });

  test('amounts past the safe integers are refused, not wrong', () => {
    expect(() =>
      creditReason(limit(1), [{ currency: 'DZD', balanceMinor: Number.MAX_SAFE_INTEGER }], 1, 'DZD'),
    ).toThrow(expect.objectContaining({ code: 'amount.too-large' }));
  });
});

test.each([
  [1234, 'EUR', '12.34 EUR'],
  [5, 'DZD', '0.05 DZD'],
  [-5, 'TND', '-0.005 TND'],
  [700, 'JPY', '700 JPY'],
] as const)('%d %s reads %s', (amount, currency, words) => expect(formatAmount(amount, currency)).toBe(words));
