import { expect, test } from '@jest/globals';
import { keysOfEntry, monthsBetween } from './entry-keys.js';
import type { EntryRecord } from './records.js';

test('an entry is found by its place in its day, by each account on its day and by each customer in its month and on its day, once', () => {
  const lines = [
    { account: 'receivable', customerId: 'cus_1', debitMinor: 5, creditMinor: 0 },
    { account: 'receivable', customerId: 'cus_1', debitMinor: 0, creditMinor: 2 },
    { account: 'revenue', debitMinor: 0, creditMinor: 3 },
  ];
  expect(
    keysOfEntry({ storeId: 'sto_1', businessDay: '2026-11-28', sequence: 42, lines } as unknown as EntryRecord),
  ).toEqual({
    dayKey: 'sto_1/2026-11-28/0000000000000042',
    accountKeys: ['sto_1/receivable/2026-11-28', 'sto_1/revenue/2026-11-28'],
    customerKeys: ['sto_1/cus_1/2026-11', 'sto_1/cus_1/2026-11-28'],
  });
});

test.each([
  ['2026-11-01', '2026-11-30', ['2026-11']],
  ['2025-12-31', '2026-02-01', ['2025-12', '2026-01', '2026-02']],
  ['2026-02-01', '2026-01-31', []],
])('the months from %s to %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toEqual(months);
});
