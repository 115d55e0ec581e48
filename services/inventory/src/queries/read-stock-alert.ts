import { inventory } from '@comptoir/contracts';
import { stockAlertViewOf } from '../domain/stock-alert-records.js';
import { requireStockAlert } from '../domain/stock-alert.js';
import { on } from '../store/inventory-store.js';

/** One alert. */
export const readStockAlert = on.query(inventory.readStockAlert, async (store, { alertId }) =>
  stockAlertViewOf(requireStockAlert(await store.stockAlert(alertId), alertId)),
);
