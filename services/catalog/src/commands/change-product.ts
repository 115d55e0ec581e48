import { catalog } from '@comptoir/contracts';
import { decideChangeProduct } from '../domain/product.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf, readTaken, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Changes a product; past sales keep what they froze. */
export const changeProduct = on.command(catalog.changeProduct, {
  keys: (input) => uniqueKeys(input.productId, input.changes.sku, input.changes.barcodes),
  load: async (store, input) => ({
    product: (await store.product(input.productId)) ?? undefined,
    taken: await readTaken(store, input.changes.sku, input.changes.barcodes),
    stock: await store.availabilityOf([input.productId]),
  }),
  decide: (state, input, context) => {
    const saved = decideChangeProduct(state, input, context);
    const renamed = saved.product.name !== state.product?.name;
    return {
      saved,
      renamed,
      barcodes: state.taken.barcodes,
      reply: productViewOf(saved.product, state.stock),
      events: [productChangedOf(saved.product)],
    };
  },
  save: (store, { saved, renamed, barcodes }) => [
    store.changeProduct(saved.product),
    ...store.claimBarcodes(saved, barcodes),
    ...(renamed ? store.saveSearchKeys(saved) : []),
    ...store.insertPrice(saved),
  ],
});
