import { catalog } from '@comptoir/contracts';
import { decideChangeProduct } from '../domain/product.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf, readCategory, readTaken, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Changes a product; past sales keep what they froze. */
export const changeProduct = on.command(catalog.changeProduct, {
  keys: (input) => uniqueKeys(input.productId, input.changes.sku, input.changes.barcodes),
  load: async (store, input) => ({
    product: (await store.product(input.productId)) ?? undefined,
    taken: await readTaken(store, input.changes.sku, input.changes.barcodes),
    category: await readCategory(store, input.changes.categoryId),
    stock: await store.availabilityOf([input.productId]),
  }),
  decide: (state, input, context) => {
    const saved = decideChangeProduct(state, input, context);
    return {
      saved,
      barcodes: state.taken.barcodes,
      reply: productViewOf(saved.product, state.stock),
      events: [productChangedOf(saved.product)],
    };
  },
  save: (store, { saved, barcodes }) => [
    store.changeProduct(saved.product),
    ...store.claimBarcodes(saved, barcodes),
    ...store.insertPrice(saved),
  ],
});
