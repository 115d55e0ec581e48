import { catalog } from '@comptoir/contracts';
import { decideSetListPrices } from '../domain/price-list.js';
import { on } from '../store/catalog-store.js';
import { productChangedOf } from '../store/uniqueness-conflicts.js';

/** Sets prices of products on a list, or takes products off it, in one transaction with their history. */
export const setListPrices = on.command(catalog.setListPrices, {
  keys: ({ prices }) => prices.map(({ productId }) => productId).toSorted(),
  load: async (store, { priceListId, prices }) => ({
    list: await store.priceList(priceListId),
    products: await store.products(prices.map(({ productId }) => productId)),
  }),
  decide: (state, input, context) => {
    const { saved, items } = decideSetListPrices(state, input, context);
    return { saved, reply: { items }, events: saved.map(({ product }) => productChangedOf(product)) };
  },
  save: (store, { saved }) => saved.flatMap((one) => [store.changeProduct(one.product), ...store.insertPrice(one)]),
});
