import { inventory, listKey } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { stockCountViewOf, type StockCountRecord } from '../domain/stock-count-records.js';
import { on } from '../store/inventory-store.js';

/** Stock counts, newest first: within days, by state, or of a store. */
export const listStockCounts = on.query(inventory.listStockCounts, async (store, { limit, cursor, ...filters }) => {
  const { storeId, state } = filters;
  const days = daysOf(filters);
  const keyOf = ({ _id, createdDay }: StockCountRecord): string => listKey(filters, createdDay, _id);
  if (days) {
    const { rows, unread } = await readDays(days, cursor, limit, (createdDay, before, most) =>
      store.stockCountsWhere({ storeId, state, createdDay }, before, most),
    );
    return listPage(rows, limit, stockCountViewOf, keyOf, unread);
  }
  return listPage(await store.stockCounts({ storeId, state }, cursor, limit + 1), limit, stockCountViewOf, keyOf);
});
