import { inventory } from '@comptoir/contracts';
import { levelKeyOf } from '../domain/records.js';
import { heldByLevel, stockViewOf } from '../domain/views.js';
import { on } from '../store/inventory-store.js';

/** Stock of products from the batches themselves. The level is read before them: a figure is never older than its version. */
export const readStock = on.query(inventory.readStock, async (store, { storeId, productIds }) => {
  const asked = [...new Set(productIds)];
  const known = storeId
    ? await store.levels(asked.map((productId) => levelKeyOf(storeId, productId)))
    : await store.levelsOfProducts(asked);
  const byKey = new Map(known.map((level) => [level._id, level]));
  const places = storeId
    ? asked.map(
        (productId) =>
          byKey.get(levelKeyOf(storeId, productId)) ?? {
            _id: levelKeyOf(storeId, productId),
            storeId,
            productId,
            version: 0,
          },
      )
    : asked.flatMap((productId) => known.filter((level) => level.productId === productId));
  const keys = known.map((level) => level._id);
  const batches = Map.groupBy(await store.batchesOf(keys), (batch) => batch.levelKey);
  const held = heldByLevel(await store.openHoldsOn(keys));
  return { items: places.map((level) => stockViewOf(level, batches.get(level._id) ?? [], held)) };
});
