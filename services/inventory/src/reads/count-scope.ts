import { MAX_COUNT_PRODUCTS, sum, type CountScope } from '@comptoir/contracts';
import { chooseCyclic } from '../domain/cyclic-choice.js';
import { levelKeyOf, type Level } from '../domain/records.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** Levels of a store at most, for a cyclic count to choose from. */
const MAX_LEVELS = 200_000;

/** Counts of a store that a cyclic count looks back on; what was counted before them counts as never counted. */
const COUNTS_REMEMBERED = 400;

/** The products of a scope and their levels in the store; of the whole store, one more than a count may have at most. */
export async function productsOfScope(
  store: InventoryStore,
  storeId: string,
  scope: CountScope,
): Promise<{ readonly productIds: readonly string[]; readonly levels: readonly Level[] }> {
  if (scope.kind === 'store') {
    const levels = await store.levelsOfStore(storeId, undefined, MAX_COUNT_PRODUCTS + 1);
    return { productIds: levels.map((level) => level.productId), levels };
  }
  const productIds = scope.kind === 'cyclic' ? await cyclicProducts(store, storeId, scope.products) : scope.productIds;
  return { productIds, levels: await store.levels(productIds.map((productId) => levelKeyOf(storeId, productId))) };
}

async function cyclicProducts(store: InventoryStore, storeId: string, products: number): Promise<string[]> {
  const levels = (await store.levelsOfStore(storeId, undefined, MAX_LEVELS)).filter((level) => level.available > 0);
  const batches = Map.groupBy(await store.batchesOf(levels.map((level) => level._id)), (batch) => batch.productId);
  const countedAt = new Map<string, string>();
  for (const posting of (await store.newestPostings(storeId, COUNTS_REMEMBERED)).toReversed())
    for (const productId of posting.countedProductIds) countedAt.set(productId, posting.postedAt);
  const candidates = levels.map(({ productId }) => ({
    productId,
    valueMinor: sum((batches.get(productId) ?? []).map((batch) => batch.remainingCostMinor)),
    countedAt: countedAt.get(productId),
  }));
  return chooseCyclic(candidates, products);
}
