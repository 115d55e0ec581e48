import { catalog } from '@comptoir/contracts';
import { decideChangePriceList, priceListViewOf } from '../domain/price-list.js';
import { on } from '../store/catalog-store.js';
import { PRICE_LISTS, priceListState } from '../store/price-list-state.js';

/** Renames a price list or changes its period; sales keep their prices. */
export const changePriceList = on.command(catalog.changePriceList, {
  keys: () => [PRICE_LISTS],
  load: priceListState,
  decide: (state, input, context) => {
    const saved = decideChangePriceList(state, input, context);
    return { saved, before: state.register, reply: priceListViewOf(saved.list) };
  },
  save: (store, { saved, before }) => [store.changePriceList(saved.list), ...store.savePriceListTerms(before, saved)],
});
