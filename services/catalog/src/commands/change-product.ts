import { catalog } from '@comptoir/contracts';
import { partIdsOf } from '../domain/bundle.js';
import { decideChangeProduct } from '../domain/product.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { stockBehind } from '../store/products-with-stock.js';
import { productChangedOf, readCategory, readTaken, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Changes a product; past sales keep what they froze. */
export const changeProduct = on.command(catalog.changeProduct, {
  keys: (input) => uniqueKeys(input.productId, input.changes.sku, input.changes.barcodes),
  load: async (store, input) => {
    const { changes } = input;
    const product = (await store.product(input.productId)) ?? undefined;
    const parts = product?.parts && (changes.parts ?? product.parts);
    return {
      product,
      taken: await readTaken(store, changes.sku, changes.barcodes),
      category: await readCategory(store, changes.categoryId),
      stock: await stockBehind(store, input.productId, parts),
      ...(parts && (changes.parts || changes.currency) ? { parts: await store.products(partIdsOf([{ parts }])) } : {}),
    };
  },
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
