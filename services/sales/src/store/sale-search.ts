import type { ParsedInputOf, sales } from '@comptoir/contracts';
import { daysOf, idsNumbered, readAmong, readDays, type DayRange, type PageWanted } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import type { SaleRecord } from '../domain/records.js';
import { oneOf } from './update-from.js';
import type { SalesStore } from './sales-store.js';

/** What a list of sales asks for. */
export type SaleFilters = Omit<ParsedInputOf<typeof sales.listSales>, 'customerId' | 'limit' | 'cursor'> & {
  /** The accounts of the customer asked for. */
  readonly customerIds?: readonly string[];
};

/** Filters without an index: they narrow the sales of some days, or of a document number. */
const NARROWING = [
  'soldBy',
  'state',
  'minGrossMinor',
  'maxGrossMinor',
] as const satisfies readonly (keyof SaleFilters)[];

/** What is asked of the sale itself; its state and number are kept apart from it. */
function conditionsOf({ storeId, customerIds, productId, soldBy, ...filters }: SaleFilters): object {
  const gross = omitUndefined({ $gte: filters.minGrossMinor, $lte: filters.maxGrossMinor });
  return omitUndefined({
    storeId,
    'customer.customerId': customerIds && oneOf(customerIds),
    'lines.productId': productId,
    'soldBy.id': soldBy,
    grossMinor: Object.keys(gross).length > 0 ? gross : undefined,
  });
}

/** A row more than the page has, newest first; `unread` is where to go on where the days of the page did not fill it. */
export async function salesOf(
  store: SalesStore,
  filters: SaleFilters,
  { cursor, limit }: PageWanted,
): Promise<{ rows: SaleRecord[]; unread?: string }> {
  const { number } = filters;
  const days = daysOf(filters, number === undefined ? NARROWING : []);
  const page = { cursor, limit: limit + 1 };
  if (number !== undefined) return { rows: await salesNumbered(store, number, filters, page) };
  if (days) return salesWithin(store, days, filters, { cursor, limit });
  return { rows: await store.sales(conditionsOf(filters), cursor, page.limit) };
}

/** Sales of some days, read day by day. */
function salesWithin(store: SalesStore, days: DayRange, filters: SaleFilters, { cursor, limit }: PageWanted) {
  const conditions = conditionsOf(filters);
  const { storeId, state } = filters;
  return readDays<SaleRecord>(days, cursor, limit, async (businessDay, olderThan, most) => {
    if (state === undefined) return store.sales({ ...conditions, businessDay }, olderThan, most);
    const ids = await store.saleIdsInState(omitUndefined({ businessDay, storeId, state }));
    return salesAmong(store, ids, conditions, { cursor: olderThan, limit: most });
  });
}

/** Sales whose document number begins so; refuses `search.too-wide` where more do than are looked through. */
async function salesNumbered(store: SalesStore, number: string, filters: SaleFilters, page: PageWanted) {
  const { storeId, state, from, to } = filters;
  const where = omitUndefined({ storeId, state });
  const ids = await idsNumbered(number, (range, most) => store.saleIdsNumbered(range, where, most));
  const days = from === undefined ? {} : { businessDay: { $gte: from, $lte: to } };
  return salesAmong(store, ids, { ...conditionsOf(filters), ...days }, page);
}

function salesAmong(store: SalesStore, ids: readonly string[], conditions: object, page: PageWanted) {
  return readAmong<SaleRecord>(ids, page, (some, most) =>
    store.sales({ ...conditions, _id: { $in: some } }, undefined, most),
  );
}
