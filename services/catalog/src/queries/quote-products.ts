import { catalog } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { quoteOf } from '../domain/quote.js';
import { on } from '../store/catalog-store.js';

/** Freezes names, prices, tax and warranty terms for the lines of a sale. */
export const quoteProducts = on.query(catalog.quoteProducts, async (store, input) =>
  quoteOf(
    await store.store(input.storeId),
    await store.products(input.lines.map((line) => line.productId)),
    input,
    now(),
  ),
);
