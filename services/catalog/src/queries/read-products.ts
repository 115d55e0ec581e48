import { catalog, catalogErrors } from '@comptoir/contracts';
import { unknownAmong } from '../domain/quote.js';
import { on } from '../store/catalog-store.js';
import { inOrder, withStock } from '../store/products-with-stock.js';

/** Several products in the order asked; refuses when one is unknown. */
export const readProducts = on.query(catalog.readProducts, async (store, { productIds }) => {
  const products = await inOrder(store, productIds);
  const missing = unknownAmong(productIds, products);
  if (missing.length > 0)
    throw catalogErrors.productUnknown('Some of these products are not in the catalog.', { productIds: missing });
  return { items: await withStock(store, products) };
});
