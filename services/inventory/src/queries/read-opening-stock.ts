import { inventory } from '@comptoir/contracts';
import { openingStockOf } from '../domain/opening-stock.js';
import { levelKeyOf } from '../domain/records.js';
import { on } from '../store/inventory-store.js';

/** Opening stock of products in a store, by delivery. */
export const readOpeningStock = on.query(inventory.readOpeningStock, async (store, { storeId, productIds }) => {
  const batches = await store.openingBatches(productIds.map((productId) => levelKeyOf(storeId, productId)));
  const takenBack = await store.deliveriesTakenBack(batches.map((batch) => batch.deliveryId));
  return { items: openingStockOf(batches, takenBack) };
});
