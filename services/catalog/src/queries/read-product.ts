import { catalog, catalogErrors } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';
import { withStock } from '../store/products-with-stock.js';

/** One product with its cached stock in every store. */
export const readProduct = on.query(catalog.readProduct, async (store, { productId }) => {
  const product = await store.product(productId);
  if (!product) throw catalogErrors.productUnknown('There is no such product.', { productIds: [productId] });
  return (await withStock(store, [product]))[0]!;
});
