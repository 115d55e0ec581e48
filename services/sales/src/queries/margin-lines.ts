import { NO_CATEGORY, sales, type MarginBy } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { lineKeyOf, marginLinesOf, type LineRow } from '../domain/margin-lines.js';
import { idsBehind } from '../reads/ids-behind.js';
import { supplierKeyOf, suppliersOf } from '../reads/supplier-names.js';
import { numberedLines } from '../reads/numbered-lines.js';
import { on, type SalesStore } from '../store/sales-store.js';
import { oneOf } from '../store/update-from.js';

/** STIs that are read at once. */
const SOME = 50;

/** What narrows the STIs of a day to those of a key, where the record says so. */
const WHERE: Partial<Record<MarginBy, string>> = {
  product: 'lines.productId',
  category: 'lines.categoryId',
  cashier: 'soldBy',
  customer: 'customerId',
  delivery: 'lines.batches.deliveryId',
  store: 'storeId',
  day: 'businessDay',
};

/** The lines behind a row of a margin, newest first; day by day, so that a page may be empty and have a next one. */
export const marginLines = on.query(
  sales.marginLines,
  async (store, { storeIds, by, key, from, to, limit, cursor }) => {
    const days = daysOf({ from, to })!;
    const wanted = storeIds.filter((storeId) => by !== 'store' || storeId === key);
    const keys = by === 'customer' ? await idsBehind(store, key) : [key];
    const { rows, unread } = await readDays(days, cursor, limit, (day, before, most) =>
      rowsOfDay(store, { storeIds: wanted, by, keys, day }, before, most),
    );
    const page = listPage(
      rows,
      limit,
      (row) => row.line,
      ({ line, _id }) => `${line.businessDay}/${_id}`,
      unread,
    );
    return { ...page, items: await numberedLines(store, page.items) };
  },
);

/** Lines of a day that count for one of the keys, in falling order of their ids, those below an id. */
async function rowsOfDay(
  store: SalesStore,
  { storeIds, by, keys, day }: { storeIds: readonly string[]; by: MarginBy; keys: readonly string[]; day: string },
  before: string | undefined,
  most: number,
): Promise<LineRow[]> {
  const [key] = keys;
  if ((by === 'day' && day !== key) || (by === 'month' && !day.startsWith(`${key}-`))) return [];
  const field = by === 'category' && key === NO_CATEGORY ? undefined : WHERE[by];
  const where = field ? { [field]: oneOf(keys) } : {};
  let found: LineRow[] = [];
  let ids: object | undefined = before === undefined ? undefined : { $lte: before.split('/')[0] };
  for (;;) {
    const stis = await store.stisWhere({ ...where, ...(ids ? { _id: ids } : {}) }, storeIds, day, SOME);
    const deliveryIds = stis.flatMap((sti) => sti.lines.flatMap((line) => line.batches.map((one) => one.deliveryId)));
    const suppliers = await suppliersOf(store, deliveryIds);
    const keyOf = lineKeyOf(by, supplierKeyOf(suppliers));
    const rows = stis.flatMap((sti) => marginLinesOf(sti, suppliers));
    found = found.concat(
      rows.filter(({ _id, line }) => keys.includes(keyOf(line)) && (before === undefined || _id < before)),
    );
    const last = stis.at(-1);
    if (found.length >= most || stis.length < SOME || !last) return found.slice(0, most);
    ids = { $lt: last._id };
  }
}
