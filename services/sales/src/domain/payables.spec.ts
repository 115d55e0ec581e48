import { describe, expect, test } from '@jest/globals';
import type { DomainError, EntryLine, ParsedInputOf, sales } from '@comptoir/contracts';
import {
  agedPayables,
  decidePaySupplier,
  decideReverseSupplierPayment,
  openOfBills,
  payableTotals,
  type Payable,
} from './payables.js';
import type { PayableRecord } from './payable-records.js';

const record = (facts: Partial<PayableRecord> = {}): PayableRecord => ({
  _id: 'bil_1',
  kind: 'bill',
  storeId: 'sto_1',
  supplierId: 'sup_1',
  supplierName: 'Sarl Exemple',
  number: 'FA-1',
  currency: 'DZD',
  billDay: '2026-01-01',
  grossMinor: 1_000,
  revision: 1,
  ...facts,
});
const payable = (openMinor: number, facts: Partial<PayableRecord> = {}): Payable => ({
  record: record(facts),
  openMinor,
});
const store = { storeId: 'sto_1', code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' };
const input = (facts: object = {}) =>
  ({
    supplierPaymentId: 'spy_1',
    supplierId: 'sup_1',
    store,
    method: 'transfer',
    amountMinor: 1_000,
    allocations: [{ billId: 'bil_1', amountMinor: 1_000 }],
    ...facts,
  }) as unknown as ParsedInputOf<typeof sales.paySupplier>;
const moment = {
  now: '2026-02-01T09:00:00.000Z',
  actor: { id: 'usr_1', role: 'accountant' as const },
  mint: (kind: string) => `${kind}_1`,
};
const state = (payables: readonly Payable[]) => ({ payables, day: null, series: null });
const note = payable(-200, { _id: 'bil_2', kind: 'creditNote', grossMinor: -200 });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as DomainError).code;
  }
};
const sidesOf = (lines: readonly EntryLine[]) =>
  lines.map((line) => [line.account, line.billId, line.debitMinor - line.creditMinor]);

describe('decidePaySupplier', () => {
  test('a bill out of the bank: it is settled that day', () => {
    const paid = decidePaySupplier(state([payable(1_000)]), input(), moment);
    expect(paid.payment).toMatchObject({ number: 'ALG1-SP-2026-000001', method: 'transfer', kind: 'payment' });
    expect(paid.entry).toMatchObject({ journal: 'bank', kind: 'supplierPayment', document: 'ALG1-SP-2026-000001' });
    expect(sidesOf(paid.entry.lines)).toEqual([
      ['payables', 'bil_1', 1_000],
      ['bankTransfer', undefined, -1_000],
    ]);
    expect(paid.payables.map((one) => one.after.settledDay)).toEqual(['2026-02-01']);
  });

  test('a part in cash from the safe: the rest stays open', () => {
    const asked = input({ method: 'cash', amountMinor: 400, allocations: [{ billId: 'bil_1', amountMinor: 400 }] });
    const paid = decidePaySupplier(state([payable(1_000)]), asked, moment);
    expect(paid.entry.journal).toBe('cash');
    expect(sidesOf(paid.entry.lines).at(-1)).toEqual(['cash', undefined, -400]);
    expect(paid.payables[0]!.after).not.toHaveProperty('settledDay');
  });

  test('less a credit note; one that pays all of it moves no money', () => {
    const both = [
      { billId: 'bil_1', amountMinor: 1_000 },
      { billId: 'bil_2', amountMinor: -200 },
    ];
    const paid = decidePaySupplier(
      state([payable(1_000), note]),
      input({ amountMinor: 800, allocations: both }),
      moment,
    );
    expect(sidesOf(paid.entry.lines)).toEqual([
      ['payables', 'bil_1', 1_000],
      ['payables', 'bil_2', -200],
      ['bankTransfer', undefined, -800],
    ]);
    const offset = [
      { billId: 'bil_1', amountMinor: 200 },
      { billId: 'bil_2', amountMinor: -200 },
    ];
    const asked = input({ amountMinor: 0, allocations: offset });
    const none = decidePaySupplier(state([payable(1_000), note]), asked, moment);
    expect(none.payment).not.toHaveProperty('method');
    expect(none.entry.journal).toBe('purchases');
    expect(none.payables.map((one) => one.after.settledDay)).toEqual([undefined, '2026-02-01']);
  });

  test.each<[string, readonly Payable[], object, string]>([
    ['a paper nobody knows', [], {}, 'supplier-payment.nothing-open'],
    ['of another supplier', [payable(1_000, { supplierId: 'sup_2' })], {}, 'supplier-payment.nothing-open'],
    ['of another store', [payable(1_000, { storeId: 'sto_2' })], {}, 'supplier-payment.nothing-open'],
    ['more than is open', [payable(999)], {}, 'supplier-payment.nothing-open'],
    [
      'a bill as if it were a credit',
      [payable(1_000)],
      { allocations: [{ billId: 'bil_1', amountMinor: -1 }] },
      'supplier-payment.nothing-open',
    ],
    ['parts that are not the amount', [payable(1_000)], { amountMinor: 900 }, 'supplier-payment.mismatch'],
    ['no method', [payable(1_000)], { method: undefined }, 'supplier-payment.mismatch'],
  ])('refuses %s', (_name, payables, facts, code) =>
    expect(codeOf(() => decidePaySupplier(state(payables), input(facts), moment))).toBe(code),
  );

  test('refuses a closed day', () => {
    const day = { _id: 'x', storeId: 'sto_1', businessDay: '2026-02-01', closed: true, touched: 1 };
    expect(codeOf(() => decidePaySupplier({ ...state([payable(1_000)]), day }, input(), moment))).toBe('day.closed');
  });
});

describe('decideReverseSupplierPayment', () => {
  const { payment } = decidePaySupplier(state([payable(1_000)]), input(), moment);
  const asked = { reversalId: 'spy_2', supplierPaymentId: 'spy_1', store, reason: 'Wrong account' } as never;
  const settled = payable(0, { settledDay: '2026-02-01' });

  test('its bills are owed again', () => {
    const back = decideReverseSupplierPayment({ ...state([settled]), payment, reversedBy: undefined }, asked, moment);
    expect(back.payment).toMatchObject({ kind: 'reversal', reverses: 'spy_1', reason: 'Wrong account' });
    expect(sidesOf(back.entry.lines)).toEqual([
      ['payables', 'bil_1', -1_000],
      ['bankTransfer', undefined, 1_000],
    ]);
    expect(back.payables[0]!.after).not.toHaveProperty('settledDay');
  });

  test.each([
    ['nobody knows', null, undefined, 'supplier-payment.unknown'],
    ['was reversed', payment, 'spy_9', 'supplier-payment.already-reversed'],
    ['is a reversal itself', { ...payment, kind: 'reversal' as const }, undefined, 'supplier-payment.unknown'],
  ])('refuses one that %s', (_name, found, reversedBy, code) =>
    expect(
      codeOf(() => decideReverseSupplierPayment({ ...state([settled]), payment: found, reversedBy }, asked, moment)),
    ).toBe(code),
  );
});

test('openOfBills: credits less debits on payables, by paper', () => {
  const line = (account: string, billId: string | undefined, debitMinor: number, creditMinor: number): EntryLine => ({
    account,
    ...(billId === undefined ? {} : { billId }),
    debitMinor,
    creditMinor,
  });
  const lines = [
    line('payables', 'bil_1', 0, 1_000),
    line('payables', 'bil_1', 300, 0),
    line('payables', 'bil_2', 200, 0),
    line('payables', undefined, 0, 50),
    line('inputTax', 'bil_1', 190, 0),
  ];
  expect(openOfBills(lines)).toEqual(
    new Map([
      ['bil_1', 700],
      ['bil_2', -200],
    ]),
  );
});

describe('agedPayables', () => {
  test('a paper is as old as the day it was due, or else its own; nothing open is not shown', () => {
    const rows = agedPayables(
      [
        payable(100, { dueDay: '2026-03-01' }),
        payable(20, { _id: 'bil_3', dueDay: '2026-01-20' }),
        payable(3, { _id: 'bil_4', billDay: '2025-10-01' }),
        payable(-50, { _id: 'bil_5', supplierName: 'Sarl Exemple & Cie' }),
        payable(0, { _id: 'bil_6', supplierId: 'sup_2' }),
      ],
      '2026-02-20',
    );
    expect(rows).toEqual([
      {
        supplierId: 'sup_1',
        name: 'Sarl Exemple & Cie',
        currency: 'DZD',
        currentMinor: 100,
        from30Minor: 20 - 50,
        from60Minor: 0,
        from90Minor: 3,
        totalMinor: 73,
      },
    ]);
    expect(
      payableTotals(
        rows,
        new Map([
          ['DZD', 80],
          ['EUR', 0],
        ]),
      ),
    ).toEqual([
      {
        currency: 'DZD',
        currentMinor: 100,
        from30Minor: -30,
        from60Minor: 0,
        from90Minor: 3,
        totalMinor: 73,
        otherMinor: 7,
      },
    ]);
    expect(payableTotals([], new Map([['EUR', 5]]))).toMatchObject([{ currency: 'EUR', totalMinor: 0, otherMinor: 5 }]);
  });
});
