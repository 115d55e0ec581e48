import { catalog } from '@comptoir/contracts';
import { decideCreatePriceList, priceListViewOf } from '../domain/price-list.js';
import { on } from '../store/catalog-store.js';
import { PRICE_LISTS, priceListState } from '../store/price-list-state.js';

/** Adds a price list of a store or of all, for a group or everybody. */
export const createPriceList = on.command(catalog.createPriceList, {
  keys: () => [PRICE_LISTS],
  load: priceListState,
  decide: (state, input, context) => {
    const saved = decideCreatePriceList(state, input, context);
    return { saved, before: state.register, reply: priceListViewOf(saved.list) };
  },
  save: (store, { saved, before }) => [store.insertPriceList(saved.list), ...store.savePriceListTerms(before, saved)],
});
