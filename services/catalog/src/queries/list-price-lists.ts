import { catalog } from '@comptoir/contracts';
import { priceListViewOf } from '../domain/price-list.js';
import { on } from '../store/catalog-store.js';

/** All price lists, by name. */
export const listPriceLists = on.query(catalog.listPriceLists, async (store) => {
  const lists = await store.priceLists();
  return { items: lists.map(priceListViewOf).toSorted((a, b) => a.name.localeCompare(b.name)) };
});
