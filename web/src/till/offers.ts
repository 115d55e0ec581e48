import { offersOf, type Offers } from '@comptoir/contracts/price-lists';
import type { Product, Store } from '../api/shapes.js';
import { dayIn } from '../days.js';

/** What of a store decides its prices. */
export type PricingStore = Pick<Store, 'storeId' | 'timeZone' | 'priceLists'>;

/** What a product costs in a store today, for everybody and for groups of customers; by itself where no store is known. */
export function offersIn(product: Product, store: PricingStore | undefined, at: Date = new Date()): Offers {
  if (!store) return product;
  const { storeId, timeZone, priceLists } = store;
  return offersOf(product, priceLists ?? [], { storeId, day: dayIn(timeZone, at) });
}
