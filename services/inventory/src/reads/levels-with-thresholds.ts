import { levelKeyOf, type Level } from '../domain/records.js';
import type { ThresholdRecord } from '../domain/stock-alert-records.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** Levels of products in a store, and the thresholds of those that are new to it. */
export async function levelsWithThresholds(
  store: InventoryStore,
  storeId: string,
  productIds: readonly string[],
): Promise<{ readonly levels: Level[]; readonly thresholds: ThresholdRecord[] }> {
  const distinct = [...new Set(productIds)];
  const levels = await store.levels(distinct.map((productId) => levelKeyOf(storeId, productId)));
  const there = new Set(levels.map((level) => level.productId));
  return { levels, thresholds: await store.thresholds(distinct.filter((productId) => !there.has(productId))) };
}
