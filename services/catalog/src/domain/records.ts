import {
  businessDayOf,
  type CategoryView,
  type CompanyView,
  type IdentityVersion,
  type LegalIdentity,
  type PriceListTerms,
  type PriceListView,
  type PriceView,
  type ProductView,
  type StoreDetails,
  type StoreView,
} from '@comptoir/contracts';
import { stockOfBundle } from './bundle.js';
import { thresholdIn } from './store-threshold.js';

/** A product as stored; `skuKey` is unique, `priceListIds` are the lists of `listPrices`. */
export type Product = Omit<ProductView, 'productId' | 'stock'> & {
  readonly _id: string;
  readonly skuKey: string;
  readonly priceListIds?: readonly string[];
};

/** A category as stored; `nameKey` is unique. */
export type Category = Omit<CategoryView, 'categoryId'> & { readonly _id: string; readonly nameKey: string };

/** Prices as stored, written once; `_id` is `<productId>/<revision of the product that brought them>`, with leading zeros. */
export type Price = PriceView & { readonly _id: string };

/** The bytes of a picture as stored, WebP; `_id` is `<productId>/<hash>`. */
export interface Picture {
  readonly _id: string;
  readonly productId: string;
  readonly content: Buffer;
  readonly thumbnail: Buffer;
  readonly setAt: string;
  readonly setBy: string;
}

/** A price list as stored. */
export type PriceList = Omit<PriceListView, 'priceListId'> & { readonly _id: string };

/** One record that each change of a price list and each new store writes, so that a store misses no list. */
export interface PriceListRegister {
  readonly _id: 'all';
  readonly lists: number;
  readonly revision: number;
}

/** A company as stored; `stores` grows with each of its stores, so that opening one and changing the company take turns. */
export type Company = Omit<CompanyView, 'companyId' | 'legal'> & { readonly _id: string; readonly stores: number };

/** A store as stored, with the identities of its company and the price lists that hold in it: a quote reads no second record. */
export type Store = Omit<StoreView, 'storeId' | 'legal'> & {
  readonly _id: string;
  readonly scaleLayouts?: readonly string[];
  readonly priceLists?: readonly PriceListTerms[];
  readonly identities: readonly IdentityVersion[];
};

/** Cached stock of a product in a store, as last received; `_id` is `<storeId>/<productId>`. */
export interface Availability {
  readonly _id: string;
  readonly storeId: string;
  readonly productId: string;
  readonly available: number;
  readonly version: number;
}

/** A barcode and the product it is on; null once it was taken off. */
export interface Barcode {
  readonly _id: string;
  readonly productId: string | null;
}

/** The identity that holds on a day: the last that had begun by then, the first before all. */
export function identityOn(identities: readonly IdentityVersion[], day: string): LegalIdentity {
  return (identities.findLast((one) => one.from <= day) ?? identities[0]!).legal;
}

/** A store as others see it at a moment: with the identity of that day in its time zone. */
export function storeViewOf(store: Store, now: string): StoreView {
  const { _id, identities, scaleLayouts: _layouts, priceLists: _lists, ...rest } = store;
  return { storeId: _id, ...rest, legal: identityOn(identities, businessDayOf(now, rest.timeZone)) };
}

/** A store with what its tills are set to; stores of before are set to nothing. */
export function storeDetailsOf(store: Store, now: string): StoreDetails {
  const { scaleLayouts = [], priceLists } = store;
  return {
    ...storeViewOf(store, now),
    scaleLayouts: [...scaleLayouts],
    ...(priceLists ? { priceLists: [...priceLists] } : {}),
  };
}

/** The day that it is for a company: the latest of its stores, each in its time zone; in UTC without one. */
export function dayOfCompany(stores: readonly Pick<Store, 'timeZone'>[], now: string): string {
  const days = stores.map(({ timeZone }) => businessDayOf(now, timeZone)).toSorted();
  return days.at(-1) ?? businessDayOf(now, 'UTC');
}

/** A company as others see it at a moment, with the identity of its day. */
export function companyViewOf(
  { _id, stores: _stores, ...rest }: Company,
  stores: readonly Pick<Store, 'timeZone'>[],
  now: string,
): CompanyView {
  return { companyId: _id, ...rest, legal: identityOn(rest.identities, dayOfCompany(stores, now)) };
}

/** A product with its cached stock, a bundle with what that of its parts is enough for; low when the threshold in the store is not zero and no more than it is left. */
export function productViewOf(product: Product, stock: readonly Availability[]): ProductView {
  const { _id, skuKey: _skuKey, priceListIds: _lists, ...rest } = product;
  const levels = product.parts ? stockOfBundle(product, stock) : stock;
  return {
    productId: _id,
    ...rest,
    stock: levels.map(({ storeId, available, version }) => {
      const threshold = thresholdIn(rest, storeId);
      return { storeId, available, version, low: threshold > 0 && available <= threshold };
    }),
  };
}
