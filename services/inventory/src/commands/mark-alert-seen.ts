import { inventory } from '@comptoir/contracts';
import { stockAlertViewOf } from '../domain/stock-alert-records.js';
import { decideMarkAlertSeen } from '../domain/stock-alert.js';
import { on } from '../store/inventory-store.js';

/** Notes who has seen an alert; the first person stays. */
export const markAlertSeen = on.command(inventory.markAlertSeen, {
  keys: ({ alertId }) => [alertId],
  load: (store, { alertId }) => store.stockAlert(alertId),
  decide: (found, { alertId }, context) => {
    const seen = decideMarkAlertSeen(found, alertId, context);
    return { ...seen, reply: stockAlertViewOf(seen.alert) };
  },
  save: (store, { alert, isNew }) => (isNew ? [store.noteAlertSeen(alert)] : []),
});
