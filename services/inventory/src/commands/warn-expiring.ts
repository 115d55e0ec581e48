import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { concurrentChange } from '../domain/concurrent-change.js';
import { decideWarnExpiring, expiryKeysOf } from '../domain/expiry-alert.js';
import { on } from '../store/inventory-store.js';

/** Raises the alerts of batches of a store that expire, once a batch and date, and ends those of batches that are gone. */
export const warnExpiring = on.command(inventory.warnExpiring, {
  keys: ({ storeId }) => [`expiring/${storeId}`],
  load: async (store, { storeId, upTo }) => {
    const expiring = await store.batchesExpiring(storeId, upTo);
    const told = await store.expiryAlertKeys(expiryKeysOf(expiring));
    const open = await store.openExpiryAlerts(storeId);
    return { expiring, told, open, batches: await store.batches(open.map((one) => one.expiring.batchId)) };
  },
  decide: (state, input, context) => {
    const { events, more, ...warned } = decideWarnExpiring(state, input, context);
    return {
      ...warned,
      reply: { raised: warned.opened.length, ended: warned.ended.length, more },
      events: events.map((data) => raise(inventoryEvents.stockExpiring, data)),
    };
  },
  save: (store, { opened, ended }) => [...store.insertExpiryAlerts(opened), ...store.endExpiryAlerts(ended)],
  duplicate: ({ storeId }) => concurrentChange({ storeId }),
});
