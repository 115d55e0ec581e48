import { catalogEvents, type ChangedProduct } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import type { UniquenessConflicts } from '../domain/product.js';
import type { Product } from '../domain/records.js';
import { skuKeyOf } from '../domain/search-keys.js';
import type { CatalogStore } from './catalog-store.js';

/** Keys of a product's unique values: commands that claim the same value run one after the other. */
export function uniqueKeys(productId: string, sku: string | undefined, barcodes: readonly string[] = []): string[] {
  return [
    productId,
    ...(sku === undefined ? [] : [`sku/${skuKeyOf(sku)}`]),
    ...barcodes.map((barcode) => `barcode/${barcode}`),
  ];
}

/** Who owns the SKU and the barcodes of the input. */
export async function readTaken(
  store: CatalogStore,
  sku: string | undefined,
  barcodes: readonly string[] = [],
): Promise<UniquenessConflicts> {
  const owner = sku === undefined ? null : await store.productBySku(skuKeyOf(sku));
  return { skuOwner: owner?._id, barcodes: await store.barcodes(barcodes) };
}

/** The category of the input; undefined where it names none. */
export async function readCategory(store: CatalogStore, categoryId: string | null | undefined) {
  return categoryId ? store.category(categoryId) : undefined;
}

function changedProductOf(product: Product): ChangedProduct {
  const { _id, revision, sku, name, changedAt, lowStockThreshold, storeThresholds = [], parts } = product;
  return {
    productId: _id,
    revision,
    sku,
    name,
    changedAt,
    lowStockThreshold,
    storeThresholds: [...storeThresholds],
    ...(parts ? { isBundle: true as const } : {}),
  };
}

/** The event of a product that was created or changed. */
export function productChangedOf(product: Product) {
  return raise(catalogEvents.productChanged, changedProductOf(product));
}

/** The event of products that were created or changed together; none where there is no product. */
export function productsChangedOf(products: readonly Product[]) {
  if (products.length === 0) return [];
  return [raise(catalogEvents.productsChanged, { products: products.map(changedProductOf) })];
}
