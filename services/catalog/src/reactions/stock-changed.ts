import { inventoryEvents } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';

/** Keeps the cached stock: a figure with a version that is not higher than the known one is late and dropped. */
export const stockChanged = on.projection(
  inventoryEvents.stockChanged,
  (store, { storeId, productId, available, version }) =>
    store.availabilityProjection({ _id: `${storeId}/${productId}`, storeId, productId, available, version }),
);
