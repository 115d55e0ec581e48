import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryKind, EntryLine } from '@comptoir/contracts';
import { entryView } from './journal.js';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import { drawNumber, journalOf, numberEntries, numberEntry } from './numbering.js';
import type { EntryDraft, SeriesRecord } from './records.js';

const draft = (kind: EntryKind, businessDay: string, account = 'inventory'): EntryDraft => ({
  _id: `ent_${kind}_${businessDay}`,
  storeId: 'sto_1',
  currency: 'DZD',
  kind,
  ref: 'ref',
  memo: 'memo',
  businessDay,
  postedAt: `${businessDay}T10:00:00.000Z`,
  postedBy: 'usr_1',
  lines: [
    { account, debitMinor: 5, creditMinor: 0 },
    { account: 'revenue', debitMinor: 0, creditMinor: 5 },
  ],
});
const line = (account: string): EntryLine => ({ account, debitMinor: 1, creditMinor: 0 });

test.each<[EntryKind, string, string]>([
  ['sale', 'cash', 'sales'],
  ['correction', 'cash', 'sales'],
  ['delivery', 'inventory', 'purchases'],
  ['deliveryCorrection', 'inventory', 'purchases'],
  ['writeOff', 'inventory', 'stock'],
  ['stockCount', 'inventory', 'stock'],
  ['payment', 'cash', 'cash'],
  ['payment', 'bankTransfer', 'bank'],
  ['payment', 'cheques', 'bank'],
  ['till', 'cash', 'cash'],
  ['manual', 'cash', 'general'],
  ['opening', 'cash', 'general'],
  ['closing', 'revenue', 'closing'],
])('an entry of a %s with %s is in the journal of %s', (kind, account, journal) => {
  expect(journalOf(kind, [line(account)])).toBe(journal);
});

describe('numbers', () => {
  test('count within store, journal and year', () => {
    const { entries, series } = numberEntries(null, 'ALG1', [
      draft('sale', '2026-12-31'),
      draft('delivery', '2026-12-31'),
      draft('sale', '2027-01-01'),
      draft('correction', '2026-12-31'),
    ]);
    expect(entries.map((one) => one.number)).toEqual([
      'ALG1-SAL-2026-000001',
      'ALG1-PUR-2026-000001',
      'ALG1-SAL-2027-000001',
      'ALG1-SAL-2026-000002',
    ]);
    expect(series).toMatchObject({
      version: 1,
      sequence: 4,
      counters: { 'SAL-2026': 2, 'PUR-2026': 1, 'SAL-2027': 1 },
    });
  });

  test('other documents count beside them', () => {
    const { series } = numberEntry(null, 'ALG1', draft('sale', '2026-12-31'));
    const drawn = drawNumber(series, 'ALG1', 'PAY', '2026-12-31');
    expect(drawn).toEqual({ number: 'ALG1-PAY-2026-000001', counters: { 'SAL-2026': 1, 'PAY-2026': 1 } });
  });

  test('the series knows the earliest business day, in whatever order entries are posted', () => {
    const day = fc.constantFrom('2025-02-28', '2026-12-30', '2026-12-31', '2027-01-01');
    fc.assert(
      fc.property(fc.array(fc.array(day, { maxLength: 4 }), { maxLength: 6 }), (posts) => {
        let series: SeriesRecord | null = null;
        for (const days of posts)
          ({ series } = numberEntries(
            series,
            'ALG1',
            days.map((one) => draft('sale', one)),
          ));
        expect(series?.since).toBe(posts.flat().toSorted()[0]);
      }),
    );
  });

  test('nothing to post leaves the series as it is', () => {
    expect(numberEntries(null, 'ALG1', [])).toEqual({ entries: [], series: null });
  });
});

describe('the chain', () => {
  test('each entry has the hash of the one before it, whatever is posted one by one or together', () => {
    const kind = fc.constantFrom<EntryKind>('sale', 'correction', 'delivery', 'writeOff', 'payment', 'manual');
    const day = fc.constantFrom('2026-12-30', '2026-12-31', '2027-01-01');
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, day), { minLength: 1, maxLength: 20 }), (facts) => {
        const drafts = facts.map(([what, on]) => draft(what, on));
        const together = numberEntries(null, 'ALG1', drafts);
        let series: SeriesRecord | null = null;
        const single = drafts.map((one) => {
          const posted = numberEntry(series, 'ALG1', one);
          series = posted.series;
          return posted.entry;
        });
        expect(single).toEqual(together.entries);
        let previousHash = GENESIS_HASH;
        const numbers = new Map<string, number>();
        for (const [index, entry] of single.entries()) {
          expect(entry).toMatchObject({ sequence: index + 1, previousHash, hash: sealOf(entryView(entry)) });
          const [, journal, year, counter] = entry.number.split('-');
          const name = `${journal}-${year}`;
          expect(Number(counter)).toBe((numbers.get(name) ?? 0) + 1);
          numbers.set(name, Number(counter));
          previousHash = entry.hash;
        }
        expect(together.series).toMatchObject({ lastHash: previousHash, sequence: single.length });
      }),
    );
  });

  test('a changed field is another hash', () => {
    const { entry } = numberEntry(null, 'ALG1', draft('sale', '2026-12-31'));
    for (const change of [{ memo: 'other' }, { number: 'ALG1-SAL-2026-000002' }, { postedBy: 'usr_2' }, { lines: [] }])
      expect(sealOf(entryView({ ...entry, ...change }))).not.toBe(entry.hash);
  });
});
