import type { ProductView } from '@comptoir/contracts';
import { partIdsOf } from '../domain/bundle.js';
import { productViewOf, type Availability, type Product } from '../domain/records.js';
import type { CatalogStore } from './catalog-store.js';

/** The cached stock that a product is shown with: its own, or that of its parts. */
export function stockBehind(store: CatalogStore, productId: string, parts: Product['parts']): Promise<Availability[]> {
  return store.availabilityOf(parts ? partIdsOf([{ parts }]) : [productId]);
}

/** Products with their cached stock in every store, in the order given; that of the parts of bundles is read with them. */
export async function withStock(store: CatalogStore, products: readonly Product[]): Promise<ProductView[]> {
  const productIds = new Set([...products.map((product) => product._id), ...partIdsOf(products)]);
  const stock = Map.groupBy(await store.availabilityOf([...productIds]), (one) => one.productId);
  return products.map((product) =>
    productViewOf(
      product,
      product.parts ? partIdsOf([product]).flatMap((id) => stock.get(id) ?? []) : (stock.get(product._id) ?? []),
    ),
  );
}

/** Products by id in the order asked; ids that no product has are left out. */
export async function inOrder(store: CatalogStore, productIds: readonly string[]): Promise<Product[]> {
  const found = new Map((await store.products(productIds)).map((product) => [product._id, product]));
  return productIds.flatMap((productId) => found.get(productId) ?? []);
}
