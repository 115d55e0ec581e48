import { inventory } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { stockAlertViewOf } from '../domain/stock-alert-records.js';
import { on } from '../store/inventory-store.js';

/** Alerts of levels, newest first, by store, state and product. */
export const listStockAlerts = on.query(inventory.listStockAlerts, async (store, { limit, cursor, ...wanted }) =>
  listPage(await store.stockAlerts(wanted, cursor, limit + 1), limit, stockAlertViewOf),
);
