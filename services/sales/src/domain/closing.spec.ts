import { expect, test } from '@jest/globals';
import { canonicalJson, type StoreView } from '@comptoir/contracts';
import { decideCloseDay, type ClosingState } from './closing.js';
import type { DayRecords } from './day-documents.js';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import type { EntryRecord } from './records.js';
import { sealedOf } from './sealed-parts.js';

const STORE = {
  storeId: 'sto_1',
  timeZone: 'Africa/Algiers',
  currency: 'DZD',
  createdAt: '2026-03-03T23:00:00Z',
} as StoreView;
const MOMENT = { now: '2026-03-04T23:30:00.000Z', actor: { id: 'usr_1' } };
const records: DayRecords = {
  stis: [],
  entries: [],
  payments: [],
  reports: [],
  numbers: new Map(),
  guaranteed: new Set(),
};
const EMPTY: ClosingState = { day: null, records, last: null, lastSeal: null, underWay: [] };
const claims = { after: STORE.createdAt, upTo: MOMENT.now, opened: 2, closed: 1 };
const TOTALS = {
  sales: 3,
  corrections: 1,
  netMinor: 300,
  taxMinor: 57,
  grossMinor: 357,
  costMinor: 90,
  soldGrossMinor: 400,
};
const closed = (state: Partial<ClosingState>, businessDay: string, beforeItsEnd = true) =>
  decideCloseDay({ ...EMPTY, ...state }, { store: STORE, businessDay, beforeItsEnd, claims }, MOMENT);

const closedDay = (businessDay: string) => ({ _id: 'x', storeId: 'sto_1', businessDay, closed: true, touched: 1 });
const last = { sequence: 1, hash: 'x', businessDay: '2026-03-04', perpetual: TOTALS };
test.each<[string, string, Partial<ClosingState>, boolean, string | undefined]>([
  ['the day the store was opened, first', '2026-03-04', {}, false, undefined],
  ['a day before the store was opened', '2026-03-03', {}, false, 'day.out-of-order'],
  ['a day after one that is open', '2026-03-05', {}, true, 'day.out-of-order'],
  ['a day that has not come', '2026-03-06', { last }, true, 'day.not-yet'],
  ['today', '2026-03-05', { last }, false, 'day.not-over'],
  ['today, by one who may', '2026-03-05', { last }, true, undefined],
  ['a closed day', '2026-03-04', { last, day: closedDay('2026-03-04') }, false, 'day.closed'],
  ['a day with a sale under way', '2026-03-04', { underWay: ['sal_1'] }, false, 'day.sales-under-way'],
])('closing %s', (_name, businessDay, state, beforeItsEnd, code) => {
  const close = () => closed(state, businessDay, beforeItsEnd).snapshot;
  if (code) expect(close).toThrow(expect.objectContaining({ code }));
  else expect(close()).toMatchObject({ businessDay, figures: { sales: 0 }, claims });
});

test('each snapshot is chained to the one closed before, and any change breaks its seal', () => {
  const first = closed({}, '2026-03-04').snapshot;
  expect(first).toMatchObject({ _id: '2026-03-04/sto_1', sequence: 1, previousHash: GENESIS_HASH });
  const { _id, hash, ...second } = closed({ last: first }, '2026-03-05').snapshot;
  expect(second).toMatchObject({ sequence: 2, previousHash: first.hash });
  expect(sealOf(second)).toBe(hash);
  expect(sealOf({ ...second, figures: { ...second.figures, sales: 1 } })).not.toBe(hash);
});

test('a day carries on what the store has and its totals, and seals its documents', () => {
  const lines = [
    { account: 'inventory', debitMinor: 500, creditMinor: 0 },
    { account: 'goodsReceivedNotInvoiced', debitMinor: 0, creditMinor: 500 },
  ];
  const entry = { _id: 'ent_1', kind: 'delivery', number: 'ALG1-STK-2026-000007', postedAt: MOMENT.now, lines };
  const lastSeal = { entries: 4, sums: [{ account: 'inventory', debitMinor: 900, creditMinor: 200 }] };
  const { snapshot, seal, parts } = closed(
    { records: { ...records, entries: [entry as unknown as EntryRecord] }, last, lastSeal },
    '2026-03-05',
  );
  expect(snapshot).toMatchObject({
    ends: { stockMinor: 1_200, receivableMinor: 0, creditMinor: 0 },
    perpetual: TOTALS,
    figures: {
      stock: { inMinor: 500, outMinor: 0, byKind: { delivery: 500 } },
      documents: [{ series: 'ALG1-STK-2026', count: 1, first: entry.number, last: entry.number, controlTotal: 7 }],
    },
    sealed: { documents: 1, margins: 0 },
  });
  expect(seal.entries).toBe(5);
  expect(parts.map((part) => part._id)).toEqual(['sto_1/2026-03-05/documents/0001']);
  expect(sealedOf(parts)).toEqual(snapshot.sealed);
  expect(sealedOf([]).hash).not.toBe(snapshot.sealed.hash);
});

test.each([
  ['no entry', undefined, MOMENT.now],
  ['an entry posted before', '2026-03-04T23:29:59.999Z', MOMENT.now],
  ['an entry of a replica whose clock is ahead', '2026-03-04T23:30:00.250Z', '2026-03-04T23:30:00.250Z'],
])('a day with %s is not closed before what it holds', (_name, postedAt, closedAt) => {
  const entry = { _id: 'ent_1', kind: 'manual', number: 'N-1', postedAt, lines: [] } as unknown as EntryRecord;
  const entries = postedAt === undefined ? [] : [entry];
  expect(closed({ records: { ...records, entries } }, '2026-03-04', false).snapshot.closedAt).toBe(closedAt);
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined, a: null }], a: 'x' })).toBe('{"a":"x","b":[{"a":null,"d":1}]}');
});
