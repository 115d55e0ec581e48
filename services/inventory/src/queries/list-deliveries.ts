import { inventory } from '@comptoir/contracts';
import { on } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

/** Deliveries, newest first; the cursor is the last delivery's id. */
export const listDeliveries = on.query(inventory.listDeliveries, async (store, { storeId, cursor, limit }) => {
  const found = await store.deliveries(storeId, cursor, limit + 1);
  const shown = found.slice(0, limit);
  return { items: shown.map(deliveryViewOf), nextCursor: found.length > limit ? shown.at(-1)?._id : undefined };
});
