import { sales } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';
import { viewsOf } from './read-sale.js';

/** Sales, newest first. */
export const listSales = on.query(
  sales.listSales,
  async (store, { storeId, customerId, businessDay, limit, cursor }) => {
    const filter = omitUndefined({ storeId, businessDay, 'customer.customerId': customerId });
    const rows = await store.sales(filter, cursor, limit + 1);
    return pageOf(await viewsOf(store, rows), limit, (sale) => sale.saleId);
  },
);
