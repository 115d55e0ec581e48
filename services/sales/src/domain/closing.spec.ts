import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type EntryLine, type StoreView } from '@comptoir/contracts';
import { decideCloseDay, figuresOf, GENESIS_HASH, hashOf, type ClosingState } from './closing.js';
import type { StiRecord } from './records.js';

const STORE = {
  storeId: 'sto_1',
  timeZone: 'Africa/Algiers',
  currency: 'DZD',
  createdAt: '2026-03-03T23:00:00Z',
} as StoreView;
const MOMENT = { now: '2026-03-04T23:30:00.000Z', actor: { id: 'usr_1' } };
const EMPTY = { day: null, stis: [], entries: [], last: null, underWay: [] };

const line = fc.record({ taxRateBps: fc.constantFrom(0, 900, 1900), taxMinor: fc.integer({ min: -1000, max: 1000 }) });
const sti = fc.record({
  kind: fc.constantFrom('sale', 'reversal'),
  netMinor: fc.integer(),
  taxMinor: fc.integer(),
  grossMinor: fc.integer(),
  costMinor: fc.integer(),
  lines: fc.array(line),
}) as unknown as fc.Arbitrary<StiRecord>;
const entry = fc.record({
  lines: fc.array(
    fc.record({ account: fc.constantFrom('cash', 'card', 'revenue'), debitMinor: fc.nat(), creditMinor: fc.nat() }),
  ),
}) as unknown as fc.Arbitrary<{ lines: EntryLine[] }>;

test('figures equal those of a slow count', () => {
  fc.assert(
    fc.property(fc.array(sti), fc.array(entry), (stis, entries) => {
      const figures = figuresOf(stis, entries);
      const counted = {
        sales: 0,
        corrections: 0,
        netMinor: 0,
        taxMinor: 0,
        grossMinor: 0,
        costMinor: 0,
        cash: 0,
        byRate: {} as Record<string, number>,
      };
      for (const one of stis) {
        counted[one.kind === 'sale' ? 'sales' : 'corrections'] += 1;
        for (const field of ['netMinor', 'taxMinor', 'grossMinor', 'costMinor'] as const) counted[field] += one[field];
        for (const { taxRateBps, taxMinor } of one.lines)
          counted.byRate[taxRateBps] = (counted.byRate[taxRateBps] ?? 0) + taxMinor;
      }
      for (const one of entries)
        for (const side of one.lines) if (side.account === 'cash') counted.cash += side.debitMinor - side.creditMinor;
      const { cash, byRate, ...same } = counted;
      expect(figures).toMatchObject({ ...same, taxByRate: byRate });
      expect(figures.received.cash).toBe(cash);
      expect(Object.keys(figures.received)).toEqual(['cash', 'card', 'transfer']);
    }),
  );
});

const closedDay = (businessDay: string) => ({ _id: 'x', storeId: 'sto_1', businessDay, closed: true, touched: 1 });
const last = { sequence: 1, hash: 'x', businessDay: '2026-03-04' };
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
  const close = () => decideCloseDay({ ...EMPTY, ...state }, { store: STORE, businessDay, beforeItsEnd }, MOMENT);
  if (code) expect(close).toThrow(expect.objectContaining({ code }));
  else expect(close()).toMatchObject({ businessDay, figures: { sales: 0 } });
});

test('each snapshot is chained to the one closed before, and any change breaks its seal', () => {
  const first = decideCloseDay(EMPTY, { store: STORE, businessDay: '2026-03-04', beforeItsEnd: false }, MOMENT);
  expect(first).toMatchObject({ _id: '2026-03-04/sto_1', sequence: 1, previousHash: GENESIS_HASH });
  const { _id, hash, ...second } = decideCloseDay(
    { ...EMPTY, last: first },
    { store: STORE, businessDay: '2026-03-05', beforeItsEnd: true },
    MOMENT,
  );
  expect(second).toMatchObject({ sequence: 2, previousHash: first.hash });
  expect(hashOf(second)).toBe(hash);
  expect(hashOf({ ...second, figures: { ...second.figures, sales: 1 } })).not.toBe(hash);
});

test.each([
  ['no entry', undefined, MOMENT.now],
  ['an entry posted before', '2026-03-04T23:29:59.999Z', MOMENT.now],
  ['an entry of a replica whose clock is ahead', '2026-03-04T23:30:00.250Z', '2026-03-04T23:30:00.250Z'],
])('a day with %s is not closed before what it holds', (_name, lastPostedAt, closedAt) => {
  const input = { store: STORE, businessDay: '2026-03-04', beforeItsEnd: false };
  expect(decideCloseDay({ ...EMPTY, lastPostedAt }, input, MOMENT).closedAt).toBe(closedAt);
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined, a: null }], a: 'x' })).toBe('{"a":"x","b":[{"a":null,"d":1}]}');
});
