import type { StockSnapshot } from '../domain/stock-count.js';
import type { Level } from '../domain/records.js';
import { heldByLevel } from '../domain/views.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** Levels with the units that checkouts under way hold of them, read at one moment. */
export async function stockSnapshot(store: InventoryStore, levels: readonly Level[]): Promise<StockSnapshot> {
  return { levels, held: heldByLevel(await store.openHoldsOn(levels.map((level) => level._id))) };
}
