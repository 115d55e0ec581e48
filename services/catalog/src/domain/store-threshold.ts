import { catalogErrors, type CommandContext, type StoreThreshold } from '@comptoir/contracts';
import type { Product, Store } from './records.js';

/**
 * The product with another threshold in a store, smallest units; null takes it back to that of the product. A product whose
 * store has that threshold already stays as it is. Refuses product.unknown, store.unknown.
 */
export function decideSetStoreThreshold(
  state: { readonly product: Product | null; readonly store: Store | null },
  command: { readonly productId: string; readonly storeId: string; readonly lowStockThreshold: number | null },
  { now }: Pick<CommandContext, 'now'>,
): { readonly product: Product; readonly isNew: boolean } {
  const { product, store } = state;
  const { productId, storeId, lowStockThreshold } = command;
  if (!product) throw catalogErrors.productUnknown('There is no such product.', { productIds: [productId] });
  if (!store) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
  const before = product.storeThresholds ?? [];
  const own = before.find((one) => one.storeId === storeId);
  if ((own?.lowStockThreshold ?? null) === lowStockThreshold) return { product, isNew: false };
  const others = before.filter((one) => one.storeId !== storeId);
  const storeThresholds: StoreThreshold[] =
    lowStockThreshold === null
      ? others
      : [...others, { storeId, lowStockThreshold }].toSorted((a, b) => (a.storeId < b.storeId ? -1 : 1));
  return {
    product: { ...product, storeThresholds, revision: product.revision + 1, changedAt: now },
    isNew: true,
  };
}

/** The threshold of a product in a store, smallest units. */
export function thresholdIn(product: Pick<Product, 'lowStockThreshold' | 'storeThresholds'>, storeId: string): number {
  const own = product.storeThresholds?.find((one) => one.storeId === storeId);
  return own?.lowStockThreshold ?? product.lowStockThreshold;
}
