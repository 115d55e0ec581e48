import { catalog } from '@comptoir/contracts';
import { productViewOf } from '../domain/records.js';
import { decideSetStoreThreshold } from '../domain/store-threshold.js';
import { on } from '../store/catalog-store.js';
import { stockBehind } from '../store/products-with-stock.js';
import { productChangedOf } from '../store/uniqueness-conflicts.js';

/** Sets at which quantity a product counts as low in one store; null takes it back to that of the product. */
export const setStoreThreshold = on.command(catalog.setStoreThreshold, {
  keys: ({ productId }) => [productId],
  load: async (store, { productId, storeId }) => {
    const product = await store.product(productId);
    return {
      product,
      store: await store.store(storeId),
      stock: await stockBehind(store, productId, product?.parts),
    };
  },
  decide: ({ stock, ...state }, input, context) => {
    const set = decideSetStoreThreshold(state, input, context);
    return {
      ...set,
      reply: productViewOf(set.product, stock),
      events: set.isNew ? [productChangedOf(set.product)] : [],
    };
  },
  save: (store, { product, isNew }) => (isNew ? [store.changeProduct(product)] : []),
});
