import type { ChangedProduct, MintingContext } from '@comptoir/contracts';
import { changeLevel, type LevelChange } from './levels.js';
import type { Level } from './records.js';
import { thresholdOf, type ThresholdRecord } from './stock-alert-records.js';

/** Whether the catalog tells thresholds that are not those known, or of a later revision. */
export function isNewer(known: ThresholdRecord | undefined, data: ChangedProduct): boolean {
  return data.lowStockThreshold !== undefined && data.revision > (known?.version ?? 0);
}

/**
 * Thresholds of a product as its new revision has them, and the levels that get another one: a level that crosses it raises
 * what a sale would raise. A late event changes nothing.
 */
export function decideProductThresholds(
  state: { readonly known?: ThresholdRecord | undefined; readonly levels: readonly Level[] },
  data: ChangedProduct,
  moment: MintingContext,
): { readonly after?: ThresholdRecord; readonly levels: readonly LevelChange[] } {
  const { known } = state;
  if (!isNewer(known, data)) return { levels: [] };
  const after = {
    _id: data.productId,
    version: data.revision,
    lowStockThreshold: data.lowStockThreshold ?? 0,
    stores: data.storeThresholds ?? [],
    ...(data.isBundle ? { isBundle: true as const } : {}),
    levels: known?.levels ?? 0,
  };
  const levels = state.levels.flatMap((level) => {
    const threshold = thresholdOf(after, level.storeId);
    return threshold === (level.threshold ?? 0) ? [] : [changeLevel(level, { delta: 0, threshold }, moment)];
  });
  return { after, levels };
}

/** The same of products that changed together, each once; `before` is what was known of it. */
export function decideThresholdsOfProducts(
  state: { readonly known: readonly ThresholdRecord[]; readonly levels: readonly Level[] },
  products: readonly ChangedProduct[],
  moment: MintingContext,
): {
  readonly saved: readonly { readonly before: ThresholdRecord | undefined; readonly after: ThresholdRecord }[];
  readonly levels: readonly LevelChange[];
} {
  const known = new Map(state.known.map((one) => [one._id, one]));
  const levels = Map.groupBy(state.levels, (level) => level.productId);
  const inOrder = products.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  const decided = inOrder.map((data) => {
    const before = known.get(data.productId);
    const own = { known: before, levels: levels.get(data.productId) ?? [] };
    return { before, ...decideProductThresholds(own, data, moment) };
  });
  return {
    saved: decided.flatMap(({ before, after }) => (after ? [{ before, after }] : [])),
    levels: decided.flatMap((one) => one.levels),
  };
}
