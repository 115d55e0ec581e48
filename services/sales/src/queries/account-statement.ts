import {
  daysBetween,
  fieldInvalid,
  previousDay,
  sales,
  sum,
  type ParsedInputOf,
  type ReplyOf,
  type StatementRow,
} from '@comptoir/contracts';
import { daysOf } from '@comptoir/kit';
import { accountStart } from '../domain/customer-seal.js';
import type { BusinessDayRecord } from '../domain/records.js';
import { statementRowsOf, type StatedEntry } from '../domain/statement.js';
import { daysFrom } from '../domain/business-day.js';
import { customerAccount, startsBefore, type CustomerAccount } from '../reads/customer-account.js';
import { on, type SalesStore } from '../store/sales-store.js';
import { idsBehind } from '../reads/ids-behind.js';
import { sumsAt } from '../reads/sums-at.js';

/** What is asked for, with the accounts of its customer. */
type Asked = ParsedInputOf<typeof sales.accountStatement> & { readonly customerIds?: readonly string[] };

/** Where a page begins: after an entry of a day, with the balance there; none before the first page. */
interface Position {
  readonly day: string;
  readonly sequence: number;
  readonly balanceMinor?: number;
}

/** Days of a statement at most: they are read one by one. */
const MOST_DAYS = 366;
/** Entries of an account on a day that are read at once. */
const FEW = 150;
/** Of more than a few, the day is read in pieces of its chain, unless fewer than one entry in so many is on the account. */
const ONE_IN = 4;
const PIECE = 100;

/** The lines of an account of a store within days, oldest first, with the running balance. */
export const accountStatement = on.query(sales.accountStatement, async (store, input) => {
  const { customerId } = input;
  const asked: Asked = customerId === undefined ? input : { ...input, customerIds: await idsBehind(store, customerId) };
  const days = requireDays(asked);
  const begin = positionOf(asked.cursor, days.from);
  const ofCustomer = await customerOf(store, asked, begin.day, days.to);
  const openingMinor = begin.balanceMinor ?? (await balanceBefore(store, asked, ofCustomer, begin.day));
  const entries = entriesFrom(store, asked, ofCustomer, begin, days.to);
  return { openingMinor, ...(await pageOf(entries, asked, openingMinor)) };
});

/** Rows of the entries; the cursor of the next page names the last entry of this one, and the balance after it. */
async function pageOf(
  entries: AsyncIterable<StatedEntry>,
  asked: Asked,
  openingMinor: number,
): Promise<Pick<ReplyOf<typeof sales.accountStatement>, 'items' | 'nextCursor'>> {
  const items: StatementRow[] = [];
  let nextCursor = '';
  for await (const entry of entries) {
    const rows = statementRowsOf(entry, asked, items.at(-1)?.balanceMinor ?? openingMinor);
    const last = rows.at(-1);
    if (!last) continue;
    if (items.length > 0 && items.length + rows.length > asked.limit) return { items, nextCursor };
    items.push(...rows);
    nextCursor = `${entry.businessDay}/${entry.sequence}/${last.balanceMinor}`;
  }
  return { items };
}

/** Entries after a place, day by day in the order of the chain; others than those of the account may be among them. */
async function* entriesFrom(
  store: SalesStore,
  asked: Asked,
  ofCustomer: CustomerAccount | undefined,
  begin: Position,
  to: string,
): AsyncGenerator<StatedEntry> {
  const after = (day: string): number => (day === begin.day ? begin.sequence : 0);
  if (ofCustomer) {
    const byDay = Map.groupBy(ofCustomer.entries, (entry) => entry.businessDay);
    for (const day of daysFrom(begin.day, to)) yield* inOrder(byDay.get(day) ?? [], after(day));
    return;
  }
  for (const days of Map.groupBy(daysFrom(begin.day, to), (day) => day.slice(0, 7)).values()) {
    const records = (await store.days(asked.storeId, days)).toSorted((a, b) => (a._id < b._id ? -1 : 1));
    for (const record of records) yield* entriesOfDay(store, asked, record, after(record.businessDay));
  }
}

function inOrder(entries: readonly StatedEntry[], after: number): StatedEntry[] {
  return entries.filter((entry) => entry.sequence > after).toSorted((a, b) => a.sequence - b.sequence);
}

/** Entries of a day after a place: by the key of the account where these are few, else piece by piece of the day's chain. */
async function* entriesOfDay(
  store: SalesStore,
  { storeId, account }: Asked,
  { businessDay, first = 0, last = 0, accounts = {} }: BusinessDayRecord,
  after: number,
): AsyncGenerator<StatedEntry> {
  const count = accounts[account] ?? 0;
  if (count === 0) return;
  if (count <= FEW || count * ONE_IN < last - first) {
    yield* inOrder(await store.entriesOfAccount(storeId, account, businessDay), after);
    return;
  }
  for (let from = Math.max(after, first - 1); from < last; from += PIECE)
    yield* await store.entriesOfDayBetween(storeId, businessDay, from, from + PIECE);
}

/** The account of the customer that is asked for, from the last period before a day; what no period seals from its first entry. */
async function customerOf(
  store: SalesStore,
  { storeId, account, customerIds, till }: Asked,
  from: string,
  to: string,
): Promise<CustomerAccount | undefined> {
  if (customerIds === undefined) return undefined;
  const isSealed = (account === 'receivable' || account === 'customerCredit') && till === undefined;
  if (isSealed) return customerAccount(store, customerIds, await startsBefore(store, [storeId], from), to);
  const start = accountStart(storeId, undefined, (await store.series(storeId))?.since);
  return customerAccount(store, customerIds, start ? [start] : [], to);
}

/** Debit less credit before a day: of a customer from the customer's own lines, else from the sums of the day before. */
async function balanceBefore(
  store: SalesStore,
  asked: Asked,
  ofCustomer: CustomerAccount | undefined,
  day: string,
): Promise<number> {
  const { storeId, account, saleId, till } = asked;
  if (ofCustomer) {
    const sealed = ofCustomer.sealed.filter(
      (one) => one.account === account && (saleId === undefined || one.saleId === saleId),
    );
    const before = ofCustomer.entries.filter((entry) => entry.businessDay < day);
    return sum([
      ...sealed.map((one) => one.openMinor),
      ...before.flatMap((entry) => statementRowsOf(entry, asked, 0)).map((row) => row.debitMinor - row.creditMinor),
    ]);
  }
  const { sums } = await sumsAt(store, storeId, previousDay(day));
  const own = sums.filter((one) => one.account === account && (till === undefined || one.till === till));
  return sum(own.map((one) => one.debitMinor - one.creditMinor));
}

function requireDays(asked: Asked): { from: string; to: string } {
  const { from, to } = daysOf(asked)!;
  const days = daysBetween(from, to) + 1;
  if (days > MOST_DAYS) throw fieldInvalid('to', `a statement has ${MOST_DAYS} days at most, and these are ${days}`);
  if (asked.saleId !== undefined && asked.customerId === undefined)
    throw fieldInvalid('customerId', 'is missing: a sale is looked for among the lines of its customer');
  return { from, to };
}

function positionOf(cursor: string | undefined, from: string): Position {
  if (cursor === undefined) return { day: from, sequence: 0 };
  const [, day, sequence, balance] = /^(\d{4}-\d{2}-\d{2})\/(\d{1,15})\/(-?\d{1,15})$/.exec(cursor) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day)) || day < from)
    throw fieldInvalid('cursor', 'is not of this statement');
  return { day, sequence: Number(sequence), balanceMinor: Number(balance) };
}
