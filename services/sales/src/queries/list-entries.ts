import { listKey, sales, type ParsedInputOf } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import type { EntryRecord } from '../domain/records.js';
import { entryView } from '../domain/journal.js';
import { on, type SalesStore } from '../store/sales-store.js';

type Filters = Omit<ParsedInputOf<typeof sales.listEntries>, 'limit' | 'cursor'>;

function conditionsOf({ storeId, ref, customerId, account, kind }: Filters): object {
  return omitUndefined({ storeId, ref, kind, 'lines.customerId': customerId, 'lines.account': account });
}

async function entriesOf(
  store: SalesStore,
  filters: Filters,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: EntryRecord[]; unread?: string }> {
  const isNarrow = filters.ref !== undefined || filters.customerId !== undefined;
  const days = daysOf(filters, isNarrow ? [] : ['kind']);
  const conditions = conditionsOf(filters);
  if (!days) return { rows: await store.entries(conditions, cursor, limit + 1) };
  return readDays(days, cursor, limit, (businessDay, olderThan, most) =>
    store.entries({ ...conditions, businessDay }, olderThan, most),
  );
}

/** Journal entries, newest first. */
export const listEntries = on.query(sales.listEntries, async (store, { limit, cursor, ...filters }) => {
  const { rows, unread } = await entriesOf(store, filters, cursor, limit);
  return listPage(rows, limit, entryView, (entry) => listKey(filters, entry.businessDay, entry._id), unread);
});
