import { demandByProduct } from '../domain/allocate.js';
import { levelKeyOf } from '../domain/records.js';
import type { ShippingState } from '../domain/ship-transfer.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** Levels and oldest batches of products in a store, as far as lines ask for them, and the deliveries that brought their units. */
export async function goodsToShip(
  store: InventoryStore,
  storeId: string,
  lines: readonly { readonly productId: string; readonly quantity: number }[],
): Promise<ShippingState> {
  const demand = demandByProduct(lines.map((line) => ({ ...line, lineId: line.productId })));
  const levels = await store.levels([...demand.keys()].map((productId) => levelKeyOf(storeId, productId)));
  const open = await store.oldestBatches(levels, demand);
  const arrivals = await store.firstArrivals([...new Set(open.batches.map((batch) => batch.deliveryId))]);
  return { levels, open, arrivals };
}
