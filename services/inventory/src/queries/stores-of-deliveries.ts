import { inventory } from '@comptoir/contracts';
import { on } from '../store/inventory-store.js';

/** The stores that goods of deliveries were shipped to by transfers, or came back to where another store had sold them. */
export const storesOfDeliveries = on.query(inventory.storesOfDeliveries, async (store, { deliveryIds }) => {
  const asked = [...new Set(deliveryIds)];
  const shipped = await store.destinationsOf(asked);
  const returned = await store.returnedElsewhere(asked);
  const found = [...shipped.map((one) => ({ ...one, storeId: one.toStoreId })), ...returned];
  return {
    items: asked.map((deliveryId) => {
      const carried = found.filter((one) => one.deliveryIds.includes(deliveryId));
      return { deliveryId, storeIds: [...new Set(carried.map((one) => one.storeId))].toSorted() };
    }),
  };
});
