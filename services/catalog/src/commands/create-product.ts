import { catalog } from '@comptoir/contracts';
import { partIdsOf } from '../domain/bundle.js';
import { decideCreateProduct } from '../domain/product.js';
import { productViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';
import { stockBehind } from '../store/products-with-stock.js';
import { productChangedOf, readCategory, readTaken, uniqueKeys } from '../store/uniqueness-conflicts.js';

/** Adds a product to the catalog. */
export const createProduct = on.command(catalog.createProduct, {
  keys: (input) => uniqueKeys(input.productId, input.sku, input.barcodes),
  load: async (store, input) => ({
    known: (await store.product(input.productId)) !== null,
    taken: await readTaken(store, input.sku, input.barcodes),
    category: await readCategory(store, input.categoryId),
    stock: await stockBehind(store, input.productId, input.parts),
    ...(input.parts ? { parts: await store.products(partIdsOf([input])) } : {}),
  }),
  decide: (state, input, context) => {
    const saved = decideCreateProduct(state, input, context);
    return {
      saved,
      barcodes: state.taken.barcodes,
      reply: productViewOf(saved.product, state.stock),
      events: [productChangedOf(saved.product)],
    };
  },
  save: (store, { saved, barcodes }) => [
    store.insertProduct(saved.product),
    ...store.claimBarcodes(saved, barcodes),
    ...store.insertPrice(saved),
  ],
});
