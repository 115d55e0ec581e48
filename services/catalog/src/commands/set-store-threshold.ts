import { catalog } from '@comptoir/contracts';
import { productViewOf } from '../domain/records.js';
import { decideSetStoreThreshold } from '../domain/store-threshold.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf } from '../store/uniqueness-conflicts.js';

/** Sets at which quantity a product counts as low in one store; null takes it back to that of the product. */
export const setStoreThreshold = on.command(catalog.setStoreThreshold, {
  keys: ({ productId }) => [productId],
  load: async (store, { productId, storeId }) => ({
    product: await store.product(productId),
    store: await store.store(storeId),
    stock: await store.availabilityOf([productId]),
  }),
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
