import { catalog } from '@comptoir/contracts';
import { on } from '../store/catalog-store.js';

/** What a product costs and has cost, newest first. */
export const listPrices = on.query(catalog.listPrices, async (store, { productId, cursor, limit }) => {
  const found = await store.prices(productId, cursor, limit + 1);
  const page = found.slice(0, limit);
  return {
    items: page.map(({ _id, ...price }) => price),
    nextCursor: found.length > limit ? page.at(-1)?._id : undefined,
  };
});
