import type { ProductView } from '@comptoir/contracts';
import { productViewOf, type Product } from '../domain/records.js';
import type { CatalogStore } from './catalog-store.js';

/** Products with their cached stock in every store, in the order given. */
export async function withStock(store: CatalogStore, products: readonly Product[]): Promise<ProductView[]> {
  const stock = Map.groupBy(await store.availabilityOf(products.map((product) => product._id)), (one) => one.productId);
  return products.map((product) => productViewOf(product, stock.get(product._id) ?? []));
}

/** Products by id in the order asked; ids that no product has are left out. */
export async function inOrder(store: CatalogStore, productIds: readonly string[]): Promise<Product[]> {
  const found = new Map((await store.products(productIds)).map((product) => [product._id, product]));
  return productIds.flatMap((productId) => found.get(productId) ?? []);
}
