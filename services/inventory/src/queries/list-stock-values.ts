import { inventory, nextDay, startOfDay } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { levelKeyOf } from '../domain/records.js';
import { stockValuesOf, withBatches, type ProductValue } from '../domain/stock-values.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

/** Movements of so many products are read at once, and a page ends once it has read so many. */
const PRODUCTS_A_READ = 10;
const MOVEMENTS_A_PAGE = 5_000;

/**
 * The value of a store's stock at the end of a business day, product by product, from all that moved up to it: the batches of
 * today are not asked, so that it is the same whenever it is read. The cursor is the last product that was read.
 */
export const listStockValues = on.query(inventory.listStockValues, async (store, input) => {
  const { storeId, day, timeZone, productId, batches, cursor, limit } = input;
  const upTo = { day, before: startOfDay(nextDay(day), timeZone) };
  if (productId !== undefined) {
    const key = levelKeyOf(storeId, productId);
    const values = stockValuesOf(await store.valueMovements(key, key), upTo);
    return { items: await itemsOf(store, values, batches) };
  }
  const levels = await store.levelsOfStore(storeId, cursor, limit + 1);
  const shown = levels.slice(0, limit);
  const values: ProductValue[] = [];
  let [read, last] = [0, 0];
  while (last < shown.length && read < MOVEMENTS_A_PAGE) {
    const some = shown.slice(last, last + PRODUCTS_A_READ);
    const moved = await store.valueMovements(some[0]!._id, some.at(-1)!._id);
    read += moved.length;
    last += some.length;
    values.push(...stockValuesOf(moved, upTo));
  }
  const unread = last < levels.length ? shown[last - 1]?.productId : undefined;
  const items = await itemsOf(store, values, batches);
  return pageOf(items, limit, (one) => one.productId, unread);
});

async function itemsOf(store: InventoryStore, values: readonly ProductValue[], isWithBatches: boolean) {
  if (!isWithBatches) return values.map(({ batches: _batches, ...value }) => value);
  const ids = values.flatMap((value) => value.batches.map((one) => one.batchId));
  const known = new Map((await store.batches(ids)).map((one) => [one._id, one]));
  return values.map((value) => withBatches(value, known));
}
