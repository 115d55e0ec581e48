import { describe, expect, test } from '@jest/globals';
import type { ReturnLimits } from '@comptoir/contracts';
import {
  requireFreeApprovalSlot,
  requireReturnAllowed,
  taxFreeApproval,
  taxFreeReasonOf,
  type ReturnFacts,
} from './limits.js';

/** The code of the refusal, or `allowed`. */
function outcome(rule: () => unknown): string {
  try {
    rule();
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a return', () => {
  const cashier: ReturnLimits = { maxGrossMinor: 2_000_000, maxDays: 30, cashForOtherMeans: false };
  const facts: ReturnFacts = {
    currency: 'DZD',
    grossMinor: 2_000_000,
    soldOn: '2026-01-31',
    today: '2026-03-02',
    paidBy: ['cash'],
    cashForOtherMeansMinor: 0,
  };

  test.each<[string, ReturnLimits | undefined, Partial<ReturnFacts>, string]>([
    ['at the amount and on the last day', cashier, {}, 'allowed'],
    ['one cent above the amount', cashier, { grossMinor: 2_000_001 }, 'return.above-limit'],
    ['one day after the last', cashier, { today: '2026-03-03' }, 'return.too-late'],
    [
      'on the last day, across the end of a leap February',
      cashier,
      { soldOn: '2028-02-28', today: '2028-03-29' },
      'allowed',
    ],
    ['on the day of the sale', cashier, { today: '2026-01-31' }, 'allowed'],
    [
      'of any amount where only the days are limited',
      { maxDays: 30, cashForOtherMeans: true },
      { grossMinor: 9e9 },
      'allowed',
    ],
    [
      'at any time where only the amount is limited',
      { maxGrossMinor: 1, cashForOtherMeans: true },
      { grossMinor: 1, today: '2036-01-01' },
      'allowed',
    ],
    [
      'of nothing where nothing may come back',
      { maxGrossMinor: 0, cashForOtherMeans: false },
      { grossMinor: 1 },
      'return.above-limit',
    ],
    [
      'of anything at any time by a manager',
      undefined,
      { grossMinor: 9e9, today: '2036-01-01', cashForOtherMeansMinor: 1 },
      'allowed',
    ],
  ])('%s', (_name, limits, more, expected) => {
    expect(outcome(() => requireReturnAllowed(limits, { ...facts, ...more }))).toBe(expected);
  });

  test.each<[cashForOtherMeansMinor: number, cashForOtherMeans: boolean, string]>([
    [0, false, 'allowed'],
    [1, false, 'refund.not-in-cash'],
    [1, true, 'allowed'],
  ])('%i in cash for other means, with the right: %s → %s', (cashForOtherMeansMinor, cashForOtherMeans, expected) => {
    const limits = { ...cashier, cashForOtherMeans };
    const asked = { ...facts, paidBy: ['card' as const], cashForOtherMeansMinor };
    expect(outcome(() => requireReturnAllowed(limits, asked))).toBe(expected);
  });

  test('a refusal says what is allowed', () => {
    const refused = (): void => requireReturnAllowed(cashier, { ...facts, grossMinor: 2_000_001 });
    expect(refused).toThrow(/20,?000\.01 DZD .*above 20,?000\.00 DZD a manager/);
  });
});

describe('an order without tax', () => {
  test.each<[string, boolean, string | undefined, boolean, string[]]>([
    ['taxed', true, undefined, false, []],
    ['taxed, with a reason that says nothing', true, 'diplomat', false, []],
    ['by someone with the right', false, 'diplomat', true, []],
    ['by someone without the right', false, 'diplomat', false, ['taxFree']],
  ])('%s', (_name, taxed, taxFreeReason, may, expected) => {
    expect(taxFreeApproval({ taxed, taxFreeReason }, may).map((reason) => reason.code)).toEqual(expected);
  });

  test('has a reason, whoever asks for it', () => {
    for (const may of [true, false])
      expect(outcome(() => taxFreeApproval({ taxed: false }, may))).toBe('order.tax-free-reason-missing');
    expect(taxFreeReasonOf({ taxed: false, taxFreeReason: 'diplomat' })).toBe('diplomat');
    expect(taxFreeReasonOf({ taxed: true, taxFreeReason: 'diplomat' })).toBeUndefined();
  });
});

test.each<[waiting: number, maxWaiting: number | undefined, string]>([
  [0, 1, 'allowed'],
  [19, 20, 'allowed'],
  [20, 20, 'approval.queue-full'],
  [21, 20, 'approval.queue-full'],
  [500, undefined, 'allowed'],
])('%d orders wait of %p that may: %s', (waiting, maxWaiting, expected) => {
  const order = { _id: 'ord_1', storeId: 'sto_1' };
  expect(outcome(() => requireFreeApprovalSlot(order, waiting, maxWaiting))).toBe(expected);
});
