import { catalogEvents } from '@comptoir/contracts';
import { eventsOfLevels } from '../domain/levels.js';
import { decideProductThresholds, isNewer } from '../domain/product-thresholds.js';
import { on } from '../store/inventory-store.js';

/** Keeps the thresholds of a product and puts them on its levels; a late event changes nothing. */
export const productChanged = on.reaction(catalogEvents.productChanged, {
  keys: ({ productId }) => [productId],
  load: async (store, data) => {
    const [known] = await store.thresholds([data.productId]);
    return { known, levels: isNewer(known, data) ? await store.levelsOfProducts([data.productId]) : [] };
  },
  decide: (state, data, context) => {
    const changed = decideProductThresholds(state, data, context);
    return { ...changed, before: state.known, events: eventsOfLevels(changed.levels) };
  },
  save: (store, { before, after, levels }) =>
    after ? [...store.changeLevels(levels), store.saveThresholds(before, after)] : [],
});
