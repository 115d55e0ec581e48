import { listKey, sales } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { idsBehind } from '../reads/ids-behind.js';
import { on } from '../store/sales-store.js';
import { salesOf } from '../store/sale-search.js';
import { viewsOf } from './read-sale.js';

/** Sales, newest first: by document number, within days, or by store, customer and product. */
export const listSales = on.query(sales.listSales, async (store, { limit, cursor, customerId, ...asked }) => {
  const filters = customerId === undefined ? asked : { ...asked, customerIds: await idsBehind(store, customerId) };
  const { rows, unread } = await salesOf(store, filters, { cursor, limit });
  const views = await viewsOf(store, rows);
  return pageOf(views, limit, (sale) => listKey(filters, sale.businessDay, sale.saleId), unread);
});
