import { fieldInvalid, nextDay, sales, type AccountView, type FecLine, type ParsedInputOf } from '@comptoir/contracts';
import { accountsOf } from '../domain/chart.js';
import { carriedEntry, fecLinesOf, journalNameOf, type FecContext } from '../domain/fec.js';
import type { EntryRecord } from '../domain/records.js';
import { openAt } from '../reads/customer-account.js';
import { on, type SalesStore } from '../store/sales-store.js';
import { documentsOf } from '../reads/document-numbers.js';
import { sumsAt } from '../reads/sums-at.js';

type Asked = ParsedInputOf<typeof sales.fecLines>;

/** Lines of a part: at least as many, where there are more; an entry is never cut in two. */
const PART_LINES = 1_000;
/** Days of a part at most, so that a part of a quiet year costs no more than that. */
const PART_DAYS = 31;

/** A part of the file of entries of a company's year: first the balances carried, then entries by day, store and number. */
export const fecLines = on.query(sales.fecLines, async (store, asked) => {
  const accounts = accountsOf(asked.company, await store.chart(asked.company.companyId));
  const [first, last] = [`${asked.year}-01-01`, `${asked.year}-12-31`];
  const begin = positionOf(asked, first);
  const items = asked.cursor === undefined ? await carriedLines(store, asked, accounts) : [];
  let days = 0;
  for (let { day, at, sequence } = begin; day <= last; day = nextDay(day), at = 0) {
    if (days === PART_DAYS) return { items, nextCursor: `${day}/0/0` };
    days += 1;
    for (; at < asked.stores.length; at += 1, sequence = 0) {
      const after = sequence;
      const entries = (await store.entriesOfDay(asked.stores[at]!.storeId, day))
        .filter((entry) => entry.sequence > after && entry.kind !== 'closing')
        .toSorted((a, b) => a.sequence - b.sequence);
      const contextOf = await contextsOf(store, accounts, entries);
      for (const entry of entries) {
        if (items.length >= PART_LINES) return { items, nextCursor: `${day}/${at}/${sequence}` };
        items.push(...fecLinesOf({ ...entry, journalName: journalNameOf(entry.journal) }, contextOf(entry)));
        ({ sequence } = entry);
      }
    }
  }
  return { items };
});

/** What entries are written with, read for all of them together. */
async function contextsOf(store: SalesStore, accounts: readonly AccountView[], entries: readonly EntryRecord[]) {
  const documentOf = await documentsOf(store, entries);
  const nameOf = await namesOf(store, entries);
  return (entry: EntryRecord): FecContext => ({ accounts, nameOf, document: documentOf(entry) });
}

async function namesOf(
  store: SalesStore,
  entries: readonly Pick<EntryRecord, 'lines'>[],
): Promise<FecContext['nameOf']> {
  const lines = entries.flatMap((entry) => entry.lines);
  const names = await store.customerNames(lines.flatMap((line) => line.customerId ?? []));
  const suppliers = await store.payableNames(lines.flatMap((line) => line.billId ?? []));
  return (id) => names.get(id) ?? suppliers.get(id) ?? '';
}

/** The balances that each store carries into the year. */
async function carriedLines(store: SalesStore, { stores, year }: Asked, accounts: readonly AccountView[]) {
  const found: FecLine[] = [];
  for (const { storeId, code } of stores) {
    const at = `${year - 1}-12-31`;
    const { sums, currency } = await sumsAt(store, storeId, at);
    if (currency === undefined) continue;
    const carried = carriedEntry({ code, year, currency }, accounts, sums, await openAt(store, [storeId], at));
    if (!carried) continue;
    found.push(...fecLinesOf(carried, { accounts, document: undefined, nameOf: await namesOf(store, [carried]) }));
  }
  return found;
}

function positionOf({ cursor, stores }: Asked, first: string): { day: string; at: number; sequence: number } {
  if (cursor === undefined) return { day: first, at: 0, sequence: 0 };
  const [, day, at, sequence] = /^(\d{4}-\d{2}-\d{2})\/(\d{1,3})\/(\d{1,15})$/.exec(cursor) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day)) || day < first || Number(at) >= stores.length) {
    throw fieldInvalid('cursor', 'is not of this file');
  }
  return { day, at: Number(at), sequence: Number(sequence) };
}
