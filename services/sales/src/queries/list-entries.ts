import { areEntriesByDay, entryListKey, sales, type ParsedInputOf } from '@comptoir/contracts';
import { daysOf, KEYS_PER_QUERY, listPage, readDays } from '@comptoir/kit';
import { idsOf } from '../domain/customer.js';
import { accountKey, customerKeysOf, dayKeysBetween, monthsBetween } from '../domain/entry-keys.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import type { EntryRecord } from '../domain/records.js';
import { entryView } from '../domain/journal.js';
import { latestDay } from '../reads/customer-account.js';
import type { StoreBooks } from '../store/ledger-store.js';
import { on, type SalesStore } from '../store/sales-store.js';
import { oneOf } from '../store/update-from.js';

type Filters = Omit<ParsedInputOf<typeof sales.listEntries>, 'limit' | 'cursor'>;

/** What is looked for: the stores that have entries, and the accounts of the customer; a walk-in has too many entries for a month. */
interface Wanted {
  readonly stores: readonly StoreBooks[];
  readonly customerIds: readonly string[];
  readonly isWalkIn: boolean;
}

async function wantedOf(store: SalesStore, { storeId, customerId }: Filters): Promise<Wanted> {
  const books = await store.booksOfStores();
  const customer = customerId === undefined ? null : await store.customer(customerId);
  return {
    stores: books.filter((one) => storeId === undefined || one.storeId === storeId),
    customerIds: customerId === undefined ? [] : idsOf(customer ?? { _id: customerId }),
    isWalkIn: customer?.kind === 'walkIn',
  };
}

/** What an entry must have, whatever it is found by. */
function exactOf({ storeId, ref, account, kind }: Filters, { customerIds }: Wanted): object {
  const ofCustomer = customerIds.length > 0 ? oneOf(customerIds) : undefined;
  return omitUndefined({ storeId, ref, kind, 'lines.customerId': ofCustomer, 'lines.account': account });
}

/** The keys that entries of a day are found by, the narrowest of those that the filters name; each of few entries. */
function keysOfDay({ ref, account }: Filters, wanted: Wanted, businessDay: string): object[] {
  const { stores, customerIds, isWalkIn } = wanted;
  if (ref !== undefined) return [{ businessDay }];
  if (account !== undefined)
    return [{ accountKeys: oneOf(stores.map(({ storeId }) => accountKey(storeId, account, businessDay))) }];
  if (customerIds.length > 0 && !isWalkIn)
    return customerConditions(wanted, businessDay, businessDay).map((keys) => ({ ...keys, businessDay }));
  return stores.map(({ storeId }) => ({ dayKey: dayKeysBetween(storeId, businessDay, businessDay) }));
}

/** The keys of the customer in the months from a day to another, without `from` from the first entry of each store. */
function customerConditions({ stores, customerIds }: Wanted, from: string | undefined, to: string): object[] {
  const keys = stores.flatMap(({ storeId, since }) =>
    customerKeysOf(
      customerIds,
      monthsBetween(from ?? since, to).map((time) => ({ storeId, time })),
    ),
  );
  const pieces = Math.ceil(keys.length / KEYS_PER_QUERY);
  return Array.from({ length: pieces }, (_, piece) => ({
    customerKeys: { $in: keys.slice(piece * KEYS_PER_QUERY, (piece + 1) * KEYS_PER_QUERY) },
  }));
}

async function entriesOf(
  store: SalesStore,
  filters: Filters,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: EntryRecord[]; unread?: string }> {
  const isByDay = areEntriesByDay(filters);
  const asked = daysOf(filters, isByDay ? ['kind'] : []);
  const wanted = await wantedOf(store, filters);
  const exact = exactOf(filters, wanted);
  if (!isByDay) {
    const found = filters.ref === undefined ? customerConditions(wanted, undefined, latestDay()) : [{}];
    return {
      rows: await store.entriesOfAny(
        found.map((keys) => ({ ...keys, ...exact })),
        cursor,
        limit + 1,
      ),
    };
  }
  const [since = latestDay()] = wanted.stores.map((one) => one.since).toSorted();
  return readDays(asked ?? { from: since, to: latestDay() }, cursor, limit, (businessDay, olderThan, most) =>
    store.entriesOfAny(
      keysOfDay(filters, wanted, businessDay).map((keys) => ({ ...keys, ...exact })),
      olderThan,
      most,
    ),
  );
}

/** Journal entries, newest first: day by day, those of a record or a customer that no days bound in the order of their posting. */
export const listEntries = on.query(sales.listEntries, async (store, { limit, cursor, ...filters }) => {
  const { rows, unread } = await entriesOf(store, filters, cursor, limit);
  return listPage(rows, limit, entryView, (entry) => entryListKey(filters, entry.businessDay, entry._id), unread);
});
