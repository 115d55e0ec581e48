import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@comptoir/contracts';
import { checkJournal } from './journal-checks.js';
import type { Records } from './records.js';

const GENESIS = '0'.repeat(64);
const hashOf = (value: object): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
const at = (second: number): string => new Date(Date.UTC(2026, 4, 3, 10, 0, second)).toISOString();

/** Three entries of two days, the first of them sealed and closed as a period. */
function books(): any {
  const line = (account: string, minor: number, dimensions: object = {}) => ({
    account,
    ...dimensions,
    debitMinor: Math.max(minor, 0),
    creditMinor: Math.max(-minor, 0),
  });
  const facts = [
    {
      day: '2026-05-01',
      journal: 'sales',
      number: 'A1-SAL-2026-000001',
      lines: [line('cash', 9, { till: 'T1' }), line('revenue', -9)],
    },
    {
      day: '2026-05-01',
      journal: 'sales',
      number: 'A1-SAL-2026-000002',
      lines: [line('receivable', 4, { customerId: 'cus_1' }), line('revenue', -4)],
    },
    {
      day: '2026-05-02',
      journal: 'bank',
      number: 'A1-BNK-2026-000001',
      lines: [line('bankTransfer', 4), line('receivable', -4, { customerId: 'cus_1' })],
    },
  ];
  let previousHash = GENESIS;
  const entries = facts.map(({ day, ...fact }, index) => {
    const sealed = {
      entryId: `ent_${index}`,
      storeId: 'sto_1',
      ...fact,
      kind: 'manual',
      ref: `ent_${index}`,
      businessDay: day,
      postedAt: at(index),
      sequence: index + 1,
      previousHash,
    };
    previousHash = hashOf(sealed);
    return { id: sealed.entryId, ...sealed, hash: previousHash };
  });
  const sums = [
    { account: 'cash', till: 'T1', debitMinor: 9, creditMinor: 0 },
    { account: 'receivable', debitMinor: 4, creditMinor: 0 },
    { account: 'revenue', debitMinor: 0, creditMinor: 13 },
  ];
  const ofCustomer = {
    storeId: 'sto_1',
    sequence: 1,
    customerId: 'cus_1',
    open: [{ account: 'receivable', day: '2026-05-01', openMinor: 4 }],
  };
  const period = {
    storeId: 'sto_1',
    period: '2026-05',
    sequence: 1,
    through: '2026-05-01',
    sums,
    customers: 1,
    customersHash: hashOf({ customers: [{ _id: 'sto_1/000001/cus_1', ...ofCustomer }] }),
    previousHash: GENESIS,
  };
  return {
    entries,
    ledgerSeries: [{ id: 'sto_1', sequence: 3, lastHash: previousHash, counters: { 'SAL-2026': 2, 'BNK-2026': 1 } }],
    seals: [{ id: 'sto_1/2026-05-01', storeId: 'sto_1', businessDay: '2026-05-01', entries: 2, sums }],
    periods: [{ id: 'sto_1/000001', ...period, hash: hashOf(period) }],
    customerDays: [
      {
        id: 'sto_1/2026-05-01/cus_1',
        storeId: 'sto_1',
        businessDay: '2026-05-01',
        customerId: 'cus_1',
        open: [{ account: 'receivable', day: '2026-05-01', openMinor: 4 }],
      },
    ],
    customerSeals: [{ id: 'sto_1/000001/cus_1', ...ofCustomer }],
  };
}

const messagesOf = (change: (records: any) => void): string[] => {
  const records = books();
  change(records);
  return checkJournal(records as Records).suspects.map((one) => one.message);
};

test('sound books', () => {
  expect(messagesOf(() => undefined)).toEqual([]);
  expect(checkJournal(books() as Records).checked).toBeGreaterThan(20);
});

describe('what was changed behind everybody’s back', () => {
  test.each<[string, (records: any) => void, string]>([
    ['a memo', (one) => (one.entries[0].memo = 'x'), 'entry ent_0: seal'],
    ['a link', (one) => (one.entries[1].previousHash = GENESIS), 'entry ent_1: link to the entry before'],
    ['a number', (one) => (one.entries[1].number = 'A1-SAL-2026-000003'), 'entry ent_1: number'],
    ['an entry that is gone', (one) => one.entries.splice(1, 1), 'store sto_1: entries against its series'],
    [
      'an entry beside the chain',
      (one) => one.entries.push({ ...one.entries[2], sequence: 4 }),
      'store sto_1: entries beyond its series',
    ],
    ['the last hash', (one) => (one.ledgerSeries[0].lastHash = GENESIS), 'store sto_1: hash of its last entry'],
    ['a counter', (one) => (one.ledgerSeries[0].counters['SAL-2026'] = 3), 'store sto_1: last number of SAL-2026'],
    ['a series that is gone', (one) => one.ledgerSeries.pop(), 'store sto_1 has a series'],
    ['a sealed sum', (one) => (one.seals[0].sums[0].debitMinor = 8), 'day 2026-05-01: sealed sums against the entries'],
    ['a sealed till', (one) => delete one.seals[0].sums[0].till, 'day 2026-05-01: sealed sums against the entries'],
    ['a number of entries', (one) => (one.seals[0].entries = 3), 'day 2026-05-01: number of entries up to it'],
    [
      'a sum of a period',
      (one) => (one.periods[0].sums[0].debitMinor = 8),
      'period 2026-05: sealed sums against the entries',
    ],
    ['a customer of a day', (one) => one.customerDays.pop(), 'day 2026-05-01: customers against the entries'],
    [
      'what a day changed',
      (one) => (one.customerDays[0].open[0].openMinor = 3),
      'day 2026-05-01: customers against the entries',
    ],
    ['a customer of a period', (one) => one.customerSeals.pop(), 'period 2026-05: customers against the entries'],
    ['an open sale', (one) => (one.customerSeals[0].open[0].openMinor = 3), 'period 2026-05: seal of its customers'],
    ['who closed a period', (one) => (one.periods[0].closedBy = 'x'), 'period 2026-05: seal'],
    ['a period before it', (one) => (one.periods[0].sequence = 2), 'period 2026-05: place in the chain'],
  ])('%s', (_name, change, message) => {
    expect(messagesOf(change)).toContain(message);
  });
});

test('what was posted while the records were read is no break', () => {
  const young = (one: any): void => {
    one.startedAt = at(2);
    one.entries.push({
      ...one.entries[2],
      id: 'ent_3',
      entryId: 'ent_3',
      sequence: 4,
      businessDay: '2026-05-03',
      postedAt: at(3),
    });
    one.entries.push({ ...one.entries[2], id: 'ent_4', storeId: 'sto_2', sequence: 1, postedAt: at(3) });
  };
  expect(messagesOf(young)).toEqual([]);
});
