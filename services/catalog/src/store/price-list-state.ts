import type { PriceListState } from '../domain/price-list.js';
import type { CatalogStore } from './catalog-store.js';

/** Key of the commands that write the register of price lists: they run one after the other. */
export const PRICE_LISTS = 'price-lists';

/** What a list is decided on. */
export async function priceListState(
  store: CatalogStore,
  { priceListId }: { readonly priceListId: string },
): Promise<PriceListState> {
  return {
    list: await store.priceList(priceListId),
    register: await store.priceListRegister(),
    stores: await store.stores(),
  };
}
