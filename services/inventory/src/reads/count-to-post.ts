import { MAX_COUNT_DIFFERENCES } from '@comptoir/contracts';
import { judgeLines } from '../domain/count-lines.js';
import { differencesOf, type PostState } from '../domain/post-count.js';
import type { Batch } from '../domain/records.js';
import type { InventoryStore } from '../store/inventory-store.js';
import { levelsWithThresholds } from './levels-with-thresholds.js';
import { stockSnapshot } from './stock-snapshot.js';

const NO_STOCK = {
  levels: [],
  thresholds: [],
  held: new Map<string, number>(),
  open: { batches: [], readTo: new Map<string, number>() },
  newest: new Map<string, Batch>(),
};

/** A count in review with its entries and the stock that its differences touch; without the stock where it is not posted. */
export async function countToPost(
  store: InventoryStore,
  { stockCountId, uncounted }: { readonly stockCountId: string; readonly uncounted: 'leave' | 'zero' },
): Promise<PostState> {
  const found = await store.stockCount(stockCountId);
  if (found?.state !== 'inReview') return { found, lines: [], entries: [], ...NO_STOCK };
  const lines = await store.countLines(stockCountId);
  const entries = await store.countEntries(stockCountId);
  const judged = judgeLines(lines, entries);
  const touched = judged.filter(({ result }) => (result ? result.difference !== 0 : uncounted === 'zero'));
  const productIds = touched.map(({ productId }) => productId);
  const { levels, thresholds } = await levelsWithThresholds(store, found.storeId, productIds);
  const snapshot = await stockSnapshot(store, levels);
  const differences = differencesOf(judged, uncounted, found.storeId, snapshot);
  const state = { found, lines, entries, thresholds, ...snapshot };
  if (differences.length > MAX_COUNT_DIFFERENCES) return { ...NO_STOCK, ...state };
  const missing = new Map(
    differences.flatMap(({ productId, difference }) => (difference < 0 ? [[productId, -difference] as const] : [])),
  );
  const fromOldest = snapshot.levels.filter((level) => missing.has(level.productId));
  const isFound = new Set(differences.flatMap(({ productId, difference }) => (difference > 0 ? productId : [])));
  return {
    ...state,
    open: await store.oldestBatches(fromOldest, missing),
    newest: await store.newestBatches(snapshot.levels.filter((level) => isFound.has(level.productId))),
  };
}
