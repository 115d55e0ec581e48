import { inventory } from '@comptoir/contracts';
import { on } from '../store/inventory-store.js';

/** The stores that goods of deliveries were shipped to by transfers. */
export const storesOfDeliveries = on.query(inventory.storesOfDeliveries, async (store, { deliveryIds }) => {
  const asked = [...new Set(deliveryIds)];
  const found = await store.destinationsOf(asked);
  return {
    items: asked.map((deliveryId) => {
      const carried = found.filter((one) => one.deliveryIds.includes(deliveryId));
      return { deliveryId, storeIds: [...new Set(carried.map((one) => one.toStoreId))].toSorted() };
    }),
  };
});
