import { describe, expect, test } from '@jest/globals';
import type { CommandContext, StoreView } from '@comptoir/contracts';
import { accountsOf } from './chart.js';
import { sealOf } from './hash-chain.js';
import { decideClosePeriod, lastDayOf, nextPeriod, type PeriodState } from './period.js';
import type { PeriodRecord, SealRecord } from './records.js';

const company = { companyId: 'cmp_1', profile: 'FR' as const };
const store = {
  storeId: 'sto_1',
  code: 'A1',
  timeZone: 'UTC',
  currency: 'EUR',
  createdAt: '2025-12-10T08:00:00.000Z',
} as StoreView;
const moment: CommandContext = { now: '2026-01-05T08:00:00.000Z', actor: { id: 'usr_1', role: 'accountant' } };
const seal = {
  sums: [
    { account: 'cash', debitMinor: 130, creditMinor: 0 },
    { account: 'revenue', debitMinor: 0, creditMinor: 200 },
    { account: 'costOfGoodsSold', debitMinor: 70, creditMinor: 0 },
  ],
} as unknown as SealRecord;
const december: PeriodState = {
  last: null,
  lastClosedDay: '2025-12-31',
  seal,
  entries: [
    {
      currency: 'EUR',
      businessDay: '2025-12-20',
      lines: [
        { account: 'receivable', customerId: 'cus_1', saleId: 'sal_1', debitMinor: 5, creditMinor: 0 },
        { account: 'receivable', customerId: 'cus_2', debitMinor: 5, creditMinor: 0 },
        { account: 'receivable', customerId: 'cus_2', debitMinor: 0, creditMinor: 5 },
        { account: 'revenue', debitMinor: 0, creditMinor: 5 },
      ],
    },
  ],
  customerSeals: [],
  accounts: accountsOf(company, null),
  possible: ['2025-12-31', '2026-01-05', '2026-01-06'],
  closed: new Set(['2025-12-31']),
  series: null,
};
const close = (state: PeriodState, period: string) =>
  decideClosePeriod(state, { store, company, period, entryId: 'ent_1' }, moment);

test.each([
  ['2026-01', '2026-01-31', '2026-02'],
  ['2024-02', '2024-02-29', '2024-03'],
  ['2026-12', '2026-12-31', '2026'],
  ['2026', '2026-12-31', '2027-01'],
])('%s ends on %s, and %s closes after it', (period, last, next) => {
  expect([lastDayOf(period), nextPeriod(period)]).toEqual([last, next]);
});

describe('a period', () => {
  test('has the sealed sums, what customers owe, and the hash of the one before', () => {
    const { period, entry, customers, series } = close(december, '2025-12');
    expect(entry).toBeUndefined();
    expect(period).toMatchObject({ _id: 'sto_1/000001', through: '2025-12-31', sequence: 1, customers: 1 });
    expect(period.sums).toEqual(seal.sums);
    expect(series).toMatchObject({ version: 1, sequence: 0, sealed: { sequence: 1, through: '2025-12-31' } });
    expect(customers).toEqual([
      {
        _id: 'sto_1/000001/cus_1',
        storeId: 'sto_1',
        sequence: 1,
        through: '2025-12-31',
        customerId: 'cus_1',
        currency: 'EUR',
        open: [{ account: 'receivable', saleId: 'sal_1', openMinor: 5 }],
      },
    ]);
    const { _id, hash, ...unsealed } = period;
    expect(sealOf({ ...unsealed, sums: [...unsealed.sums] })).toBe(hash);
    const year = close({ ...december, last: period, entries: [], customerSeals: customers }, '2025');
    expect(year.period).toMatchObject({ previousHash: hash, sequence: 2, closingEntryId: 'ent_1' });
    expect(year.period.sums).toEqual(period.sums);
    expect(year.customers.map(({ customerId, open }) => [customerId, open])).toEqual([['cus_1', customers[0]!.open]]);
  });

  test('of a year carries its result into the retained earnings, on the open day', () => {
    const last = close(december, '2025-12').period;
    const { entry } = close({ ...december, last }, '2025');
    expect(entry).toMatchObject({
      number: 'A1-CLO-2026-000001',
      businessDay: '2026-01-05',
      occurredDay: '2025-12-31',
      lines: [
        { account: 'costOfGoodsSold', debitMinor: 0, creditMinor: 70 },
        { account: 'revenue', debitMinor: 200, creditMinor: 0 },
        { account: 'retainedEarnings', debitMinor: 0, creditMinor: 130 },
      ],
    });
    expect(close({ ...december, last, seal: null }, '2025').entry).toBeUndefined();
  });

  const last = {
    period: '2025-12',
    through: '2025-12-31',
    sequence: 1,
    hash: 'x',
    sums: [],
  } as unknown as PeriodRecord;
  test.each<[string, Partial<PeriodState>, string, string]>([
    ['before the first month', {}, '2026-01', 'period.out-of-order'],
    ['a year before its last month', {}, '2025', 'period.out-of-order'],
    ['a month twice', { last }, '2025-12', 'period.closed'],
    ['a month before the last', { last }, '2025-11', 'period.closed'],
    ['with an open day', { lastClosedDay: '2025-12-30' }, '2025-12', 'period.days-open'],
    ['with no closed day', { lastClosedDay: undefined }, '2025-12', 'period.days-open'],
  ])('%s is refused', (_name, state, period, code) => {
    expect(() => close({ ...december, ...state }, period)).toThrow(expect.objectContaining({ code }));
  });
});
