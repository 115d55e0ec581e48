import { catalog } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { partIdsOf } from '../domain/bundle.js';
import { quoteOf } from '../domain/quote.js';
import { on } from '../store/catalog-store.js';

/** Freezes names, prices, tax and warranty terms for the lines of a sale; reads parts where one of them is a bundle. */
export const quoteProducts = on.query(catalog.quoteProducts, async (store, input) => {
  const [place, products] = [
    await store.store(input.storeId),
    await store.products(input.lines.map((line) => line.productId)),
  ];
  const partIds = partIdsOf(products);
  return quoteOf(place, products, input, now(), partIds.length === 0 ? [] : await store.products(partIds));
});
