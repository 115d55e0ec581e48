import { sales } from '@comptoir/contracts';
import { pageOfRows } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';
import { viewsOf } from './read-sale.js';

/** Sales, newest first. */
export const listSales = on.query(
  sales.listSales,
  async (store, { storeId, customerId, businessDay, limit, cursor }) => {
    const filter = omitUndefined({ storeId, businessDay, 'customer.customerId': customerId });
    const rows = await store.sales(filter, cursor, limit + 1);
    const { page, more } = pageOfRows(await viewsOf(store, rows), limit);
    const last = page.at(-1);
    return { items: page, ...(more && last ? { nextCursor: last.saleId } : {}) };
  },
);
