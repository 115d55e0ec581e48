import { inventory } from '@comptoir/contracts';
import { now, pageOf } from '@comptoir/kit';
import { stockAgesOf, stockAgesTotals } from '../domain/stock-ages.js';
import { on } from '../store/inventory-store.js';

/**
 * Stock of a store by the age of its batches, product by product; the cursor is the last level that was read. A page reads
 * the batches of its products, the first one also those of all others, for the totals.
 */
export const listStockAges = on.query(inventory.listStockAges, async (store, { storeId, cursor, limit }) => {
  const at = now();
  const levels = await store.levelsOfStore(storeId, cursor, limit + 1);
  const shown = levels.slice(0, limit);
  const last = shown.at(-1);
  const batches = last ? await store.liveBatchesBetween(shown[0]!._id, last._id) : [];
  const unread = levels.length > limit ? last?.productId : undefined;
  const totals = cursor === undefined ? stockAgesTotals(await store.liveBatchesOfStore(storeId), at) : undefined;
  return {
    ...(totals ? { totals } : {}),
    ...pageOf(stockAgesOf(batches, at), limit, ({ productId }) => productId, unread),
  };
});
