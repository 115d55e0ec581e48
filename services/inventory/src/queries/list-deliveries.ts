import { inventory } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { on } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

/** Deliveries, newest first; the cursor is the last delivery's id. */
export const listDeliveries = on.query(inventory.listDeliveries, async (store, { storeId, cursor, limit }) => {
  return listPage(await store.deliveries(storeId, cursor, limit + 1), limit, deliveryViewOf);
});
