import { catalog } from '@comptoir/contracts';
import { listedOf, requirePriceList } from '../domain/price-list.js';
import { on } from '../store/catalog-store.js';

/** Products of a price list with their prices, oldest product first. */
export const readPriceList = on.query(catalog.readPriceList, async (store, { priceListId, cursor, limit }) => {
  requirePriceList(await store.priceList(priceListId), priceListId);
  const found = await store.productsOnList(priceListId, cursor, limit + 1);
  const page = found.slice(0, limit);
  return {
    items: page.flatMap((product) => listedOf(product, priceListId) ?? []),
    nextCursor: found.length > limit ? page.at(-1)?._id : undefined,
  };
});
