import { catalog } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';
import { withStock } from '../store/products-with-stock.js';

/** The variants of a product with their cached stock, in the order in which they were added. */
export const listVariants = on.query(catalog.listVariants, async (store, { productId }) => {
  const variants = await store.variantsOf(productId);
  return {
    items: await withStock(
      store,
      variants.toSorted((a, b) => (a._id < b._id ? -1 : 1)),
    ),
  };
});
