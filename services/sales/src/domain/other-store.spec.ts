import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { settleRefund, type RefundTo, type StoreView } from '@comptoir/contracts';
import { requireMayTakeBack, requireSettledElsewhere } from './other-store.js';

const store = { storeId: 'sto_1', companyId: 'cmp_1', code: 'ALG1', name: 'Didouche', currency: 'DZD' } as StoreView;
const other: StoreView = { ...store, storeId: 'sto_2', code: 'ORA1', name: 'Oran' };
const sale = { storeId: store.storeId, store, currency: store.currency };
const lines = [{ saleLineId: 'lin_1', quantity: 1, disposition: 'restock' as const }];
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each<[string, Parameters<typeof requireMayTakeBack>[1], string]>([
  ['the store that sold', { lines }, 'taken'],
  ['the store that sold, by its name', { takenBackIn: store, lines }, 'taken'],
  ['another store of the company', { takenBackIn: other, lines }, 'taken'],
  ['a store of another company', { takenBackIn: { ...other, companyId: 'cmp_2' }, lines }, 'return.other-company'],
  ['a store with another currency', { takenBackIn: { ...other, currency: 'EUR' }, lines }, 'return.other-company'],
  ['a cancellation at another store', { takenBackIn: other }, 'message.invalid'],
  ['a cancellation where it was sold', {}, 'taken'],
])('%s', (_name, asked, code) => expect(codeOf(() => requireMayTakeBack(sale, asked))).toBe(code));

test('only another store is named in the correction, and a refusal says where it was sold', () => {
  expect(requireMayTakeBack(sale, { takenBackIn: store, lines })).toBeUndefined();
  expect(requireMayTakeBack(sale, { takenBackIn: other, lines })).toBe(other);
  expect(() => requireMayTakeBack(sale, { takenBackIn: { ...other, companyId: 'cmp_2' }, lines })).toThrow(
    expect.objectContaining({ details: { soldIn: { storeId: 'sto_1', code: 'ALG1', name: 'Didouche' } } }),
  );
});

describe('money at another store', () => {
  const minor = fc.integer({ min: 0, max: 3 });
  const asked = fc.record({
    grossMinor: fc.integer({ min: 1, max: 9 }),
    ownOpenMinor: minor,
    otherMinor: minor,
    refundTo: fc.constantFrom<RefundTo>('original', 'cash', 'card', 'transfer', 'cheque', 'account'),
    paidBy: fc.array(
      fc.record({
        method: fc.constantFrom('cash' as const, 'card' as const, 'transfer' as const, 'credit' as const),
        amountMinor: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 3 },
    ),
    isWalkIn: fc.boolean(),
  });

  test('either nothing is owed and all of it is paid out or left as credit, or it is refused', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(asked, ({ otherMinor, ...one }) => {
        const others = otherMinor > 0 ? [{ saleId: 'sal_2', openMinor: otherMinor, currency: store.currency }] : [];
        const refund = settleRefund({ ...one, others }, { currency: 'DZD', cashRoundingMinor: 1 });
        const code = codeOf(() => requireSettledElsewhere(sale, refund));
        const owes = one.ownOpenMinor > 0 || (otherMinor > 0 && one.grossMinor > one.ownOpenMinor);
        expect(code).toBe(owes ? 'return.owed' : 'taken');
        // what is taken back leaves no line on a receivable: it is money or credit of this store
        if (code === 'taken') expect(refund.refundMinor + refund.creditMinor).toBe(one.grossMinor);
        seen.add(code);
      }),
      { numRuns: 500 },
    );
    expect([...seen].toSorted()).toEqual(['return.owed', 'taken']);
  });
});
