import { businessDayOf, nextDay, previousDay } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import type { OpenGroup } from '../domain/aged.js';
import { daysFrom } from '../domain/business-day.js';
import { accountStart, addOpen, openOfSeal, type AccountStart } from '../domain/customer-seal.js';
import { customerKeysOf, monthsBetween, type StoreTime } from '../domain/entry-keys.js';
import type { CustomerDayRecord } from '../domain/records.js';
import type { StatedEntry } from '../domain/statement.js';
import type { SalesStore } from '../store/sales-store.js';

/** What customers had open at the end of periods, and their entries after these. */
export interface CustomerAccount {
  readonly sealed: readonly OpenGroup[];
  readonly entries: readonly StatedEntry[];
}

/** The last day that an entry can have been posted on: an entry posts on tomorrow at the latest, and it is a day ahead of UTC somewhere. */
export function latestDay(): string {
  return nextDay(nextDay(businessDayOf(now(), 'UTC')));
}

/** A day, or the latest one where that is earlier or none is named. */
export function notAfterLatest(day: string | undefined): string {
  const latest = latestDay();
  return day !== undefined && day < latest ? day : latest;
}

/**
 * The accounts of customers in stores, from where the read of each begins to the end of a day. What it costs grows with the
 * entries of these customers since. With more than `most` entries not all of them may be there, but more than `most`.
 */
export async function customerAccount(
  store: SalesStore,
  customerIds: readonly string[],
  starts: readonly AccountStart[],
  to: string,
  most?: number,
): Promise<CustomerAccount> {
  const seals = await store.sealsOfCustomers(
    customerIds,
    starts.flatMap(({ period }) => period ?? []),
  );
  const last = notAfterLatest(to);
  const keys = customerKeysOf(customerIds, monthsSince(starts, last));
  return { sealed: seals.flatMap(openOfSeal), entries: await store.entriesByCustomerKey(keys, last, most) };
}

/** Where reads begin that need all entries from a day on, in those of the stores that have entries. */
export async function startsBefore(
  store: SalesStore,
  storeIds: readonly string[],
  day: string,
): Promise<AccountStart[]> {
  const found: AccountStart[] = [];
  for (const storeId of storeIds) {
    const period = await store.periodThrough(storeId, previousDay(day));
    const start = accountStart(storeId, period, (await store.series(storeId))?.since);
    if (start) found.push(start);
  }
  return found;
}

/** What these customers have open now, in all stores: amounts that may add up to nothing. */
export async function openNow(store: SalesStore, customerIds: readonly string[]): Promise<OpenGroup[]> {
  const books = await store.booksOfStores();
  const starts = books.flatMap((one) => accountStart(one.storeId, one.sealed, one.since) ?? []);
  const seals = await store.sealsOfCustomers(
    customerIds,
    starts.flatMap(({ period }) => period ?? []),
  );
  const closed = await store.lastClosedDays(starts.map((one) => one.storeId));
  const days = await daysOfCustomers(store, customerIds, starts, closed);
  return [
    ...[...seals, ...days].flatMap(openOfSeal),
    ...(await store.openOfCustomers(
      customerIds,
      starts.flatMap((start) => openTimes(start, closed.get(start.storeId))),
    )),
  ];
}

/** What the days from each start to the last closed one changed. */
async function daysOfCustomers(
  store: SalesStore,
  customerIds: readonly string[],
  starts: readonly AccountStart[],
  closed: ReadonlyMap<string, string>,
): Promise<CustomerDayRecord[]> {
  const times = starts.flatMap(({ storeId, from }) => timesOf(storeId, monthsBetween(from, closed.get(storeId) ?? '')));
  const first = new Map(starts.map((one) => [one.storeId, one.from]));
  const days = await store.customerDaysOf(customerIds, times);
  return days.filter(
    ({ storeId, businessDay }) => businessDay >= first.get(storeId)! && businessDay <= closed.get(storeId)!,
  );
}

/** When the entries of a store were posted that nothing is sealed of: on the days that are not closed, or in months where none is. */
function openTimes({ storeId, from }: AccountStart, lastClosedDay: string | undefined): StoreTime[] {
  if (lastClosedDay === undefined) return timesOf(storeId, monthsBetween(from, latestDay()));
  const open = nextDay(lastClosedDay);
  return timesOf(storeId, daysFrom(open > from ? open : from, latestDay()));
}

const timesOf = (storeId: string, times: readonly string[]): StoreTime[] => times.map((time) => ({ storeId, time }));

/** What all customers had open in stores at the end of a day. */
export async function openAt(store: SalesStore, storeIds: readonly string[], at: string): Promise<OpenGroup[]> {
  const to = notAfterLatest(at);
  const open: OpenGroup[][] = [];
  for (const { storeId, period, from } of await startsBefore(store, storeIds, nextDay(at))) {
    let ofStore = period ? (await store.customerSealsOf(period)).flatMap(openOfSeal) : [];
    const closed = (await store.lastClosedDay(storeId)) ?? '';
    // Month by month, so that what is held at once does not grow with the days.
    for (const days of Map.groupBy(daysFrom(from, to), (day) => day.slice(0, 7)).values()) {
      const [sealed, posted] = [days.filter((day) => day <= closed), days.filter((day) => day > closed)];
      ofStore = addOpen([...ofStore, ...(await openOfMonth(store, storeId, sealed, posted))]);
    }
    open.push(ofStore);
  }
  return addOpen(open.flat());
}

/** What days of a month changed of what customers have open: the closed ones as they were sealed, the others by their entries. */
async function openOfMonth(
  store: SalesStore,
  storeId: string,
  closed: readonly string[],
  posted: readonly string[],
): Promise<OpenGroup[]> {
  const [first, last] = [closed[0], closed.at(-1)];
  const sealed = first && last ? await store.customerDaysBetween(storeId, first, last) : [];
  const since = posted.length > 0 ? await store.openOfDays(storeId, posted) : [];
  return [...sealed.flatMap(openOfSeal), ...since];
}

/** The months from where the read of each store begins to a day. */
function monthsSince(starts: readonly AccountStart[], to: string): StoreTime[] {
  return starts.flatMap(({ storeId, from }) => timesOf(storeId, monthsBetween(from, to)));
}
