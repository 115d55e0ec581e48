import { countLineId, type StockCountRecord } from '../domain/stock-count-records.js';
import { levelKeyOf } from '../domain/records.js';
import type { EntryState } from '../domain/stock-count.js';
import type { InventoryStore } from '../store/inventory-store.js';
import { stockSnapshot } from './stock-snapshot.js';

/** A product of a count with its stock at this moment; without both where there is no such count. */
export async function countedStock(
  store: InventoryStore,
  found: StockCountRecord | null,
  productId: string,
): Promise<EntryState> {
  if (!found) return { found, line: null, held: 0 };
  const key = levelKeyOf(found.storeId, productId);
  const { levels, held } = await stockSnapshot(store, await store.levels([key]));
  return {
    found,
    line: await store.countLine(countLineId(found._id, productId)),
    level: levels[0],
    held: held.get(key) ?? 0,
  };
}
