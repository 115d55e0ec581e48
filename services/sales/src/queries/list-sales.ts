import { listKey, sales } from '@comptoir/contracts';
import { daysOf, pageOf } from '@comptoir/kit';
import { on } from '../store/sales-store.js';
import { NARROWING, salesFound, salesNumbered, salesWithin } from '../store/sale-search.js';
import { viewsOf } from './read-sale.js';

/** Sales, newest first: by document number, within days, or by store, customer and product. */
export const listSales = on.query(sales.listSales, async (store, { limit, cursor, ...filters }) => {
  const days = daysOf(filters, filters.number === undefined ? NARROWING : []);
  const page = { cursor, limit: limit + 1 };
  const { rows, unread } =
    filters.number !== undefined
      ? { rows: await salesNumbered(store, filters.number, filters, page), unread: undefined }
      : days
        ? await salesWithin(store, days, filters, { cursor, limit })
        : { rows: await salesFound(store, filters, page), unread: undefined };
  const keyOf = (sale: { saleId: string; businessDay: string }) => listKey(filters, sale.businessDay, sale.saleId);
  return pageOf(await viewsOf(store, rows), limit, keyOf, unread);
});
