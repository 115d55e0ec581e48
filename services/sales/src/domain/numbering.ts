import { type EntryKind, type EntryLine, type Journal, type StoreView } from '@comptoir/contracts';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import { entryView } from './journal.js';
import type { EntryDraft, EntryRecord, SeriesRecord } from './records.js';

/** How a journal is named in the numbers of its entries. */
const JOURNAL_CODES: Readonly<Record<Journal, string>> = {
  sales: 'SAL',
  cash: 'CSH',
  bank: 'BNK',
  purchases: 'PUR',
  stock: 'STK',
  general: 'GEN',
  closing: 'CLO',
};

const JOURNALS: Readonly<Record<Exclude<EntryKind, 'payment' | 'till' | 'supplierPayment'>, Journal>> = {
  sale: 'sales',
  correction: 'sales',
  delivery: 'purchases',
  deliveryCorrection: 'purchases',
  writeOff: 'stock',
  supplierBill: 'purchases',
  supplierReturn: 'purchases',
  transfer: 'stock',
  stockCount: 'stock',
  manual: 'general',
  opening: 'general',
  closing: 'closing', // of its own, so that a file of entries, which leaves it out, misses no number
};

/** The journal that an entry goes to; money that moves apart from a sale goes to that of cash, or of the bank. */
export function journalOf(kind: EntryKind, lines: readonly Pick<EntryLine, 'account'>[]): Journal {
  if (kind !== 'payment' && kind !== 'till' && kind !== 'supplierPayment') return JOURNALS[kind];
  if (lines.some((line) => line.account === 'cash')) return 'cash';
  // A supplier that is paid by credit notes alone is paid without money.
  return kind === 'supplierPayment' && lines.every((line) => line.account === 'payables') ? 'purchases' : 'bank';
}

/** Draws the next number of a series of a store and year, such as `ALG1-SAL-2026-000042`; numbers of a name have no gap. */
export function drawNumber(
  series: Pick<SeriesRecord, 'counters'>,
  storeCode: string,
  code: string,
  businessDay: string,
): { readonly number: string; readonly counters: SeriesRecord['counters'] } {
  const name = `${code}-${businessDay.slice(0, 4)}`;
  const counter = (series.counters[name] ?? 0) + 1;
  return {
    number: `${storeCode}-${name}-${String(counter).padStart(6, '0')}`,
    counters: { ...series.counters, [name]: counter },
  };
}

/** A store, as numbers are named by it. */
export type NumberedStore = Pick<StoreView, 'storeId' | 'code'>;

/** Draws numbers of documents that are no entries, and the series with them drawn. */
export function drawNumbers(
  before: SeriesRecord | null,
  { storeId, code: storeCode }: NumberedStore,
  code: string,
  businessDay: string,
  count: number,
): { readonly numbers: string[]; readonly series: SeriesRecord } {
  let series = before ?? newSeries(storeId);
  const numbers: string[] = [];
  while (numbers.length < count) {
    const drawn = drawNumber(series, storeCode, code, businessDay);
    numbers.push(drawn.number);
    series = { ...series, counters: drawn.counters };
  }
  return { numbers, series };
}

/** The series of a store before its first entry. */
function newSeries(storeId: string): SeriesRecord {
  return { _id: storeId, version: 0, sequence: 0, lastHash: GENESIS_HASH, counters: {} };
}

/** The series of a store as it is saved next, with nothing drawn. */
export function nextVersion(before: SeriesRecord | null, storeId: string): SeriesRecord {
  const series = before ?? newSeries(storeId);
  return { ...series, version: series.version + 1 };
}

function earlier(since: string | undefined, businessDay: string): string {
  return since !== undefined && since < businessDay ? since : businessDay;
}

/** Entries with their numbers and hashes, and the series of the store after them; null before the first entry of a store. */
export function numberEntries(
  before: SeriesRecord | null,
  storeCode: string,
  drafts: readonly EntryDraft[],
): { readonly entries: EntryRecord[]; readonly series: SeriesRecord | null } {
  const entries: EntryRecord[] = [];
  let series = before;
  for (const draft of drafts) {
    const last = series ?? newSeries(draft.storeId);
    const journal = draft.journal ?? journalOf(draft.kind, draft.lines);
    const { number, counters } = drawNumber(last, storeCode, JOURNAL_CODES[journal], draft.businessDay);
    const sequence = last.sequence + 1;
    const unsealed = { ...draft, journal, number, sequence, previousHash: last.lastHash };
    const hash = sealOf(entryView({ ...unsealed, hash: '' }));
    entries.push({ ...unsealed, hash });
    series = { ...last, sequence, since: earlier(last.since, draft.businessDay), lastHash: hash, counters };
  }
  return { entries, series: series && { ...series, version: (before?.version ?? 0) + 1 } };
}

/** One entry with its number and hash, and the series of its store after it. */
export function numberEntry(
  before: SeriesRecord | null,
  storeCode: string,
  draft: EntryDraft,
): { readonly entry: EntryRecord; readonly series: SeriesRecord } {
  const { entries, series } = numberEntries(before, storeCode, [draft]);
  return { entry: entries[0]!, series: series! };
}
