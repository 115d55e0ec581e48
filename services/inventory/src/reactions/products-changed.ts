import { catalogEvents } from '@comptoir/contracts';
import { eventsOfLevels } from '../domain/levels.js';
import { decideThresholdsOfProducts, isNewer } from '../domain/product-thresholds.js';
import { on } from '../store/inventory-store.js';

/** Keeps the thresholds of products that changed together, and puts them on their levels; late ones change nothing. */
export const productsChanged = on.reaction(catalogEvents.productsChanged, {
  // the common key keeps each event in a transaction of its own: it has many products
  keys: ({ products }) => ['productsChanged', ...products.map(({ productId }) => productId)],
  load: async (store, { products }) => {
    const known = await store.thresholds(products.map(({ productId }) => productId));
    const byId = new Map(known.map((one) => [one._id, one]));
    const newer = products.filter((data) => isNewer(byId.get(data.productId), data));
    return { known, levels: await store.levelsOfProducts(newer.map(({ productId }) => productId)) };
  },
  decide: (state, { products }, context) => {
    const changed = decideThresholdsOfProducts(state, products, context);
    return { ...changed, events: eventsOfLevels(changed.levels) };
  },
  save: (store, { saved, levels }) => [
    ...store.changeLevels(levels),
    ...saved.map(({ before, after }) => store.saveThresholds(before, after)),
  ],
});
