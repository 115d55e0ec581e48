import type { PriceView, ProductView, StoreView } from '@comptoir/contracts';

/** A product as stored; `skuKey` is unique. */
export type Product = Omit<ProductView, 'productId' | 'stock'> & { readonly _id: string; readonly skuKey: string };

/** Prices as stored, written once; `_id` is `<productId>/<revision of the product that brought them>`, with leading zeros. */
export type Price = PriceView & { readonly _id: string };

/** A store as stored. */
export type Store = Omit<StoreView, 'storeId'> & { readonly _id: string };

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

/** A key a product is found under, with all its words; not live once the product has lost the key's word. */
export interface SearchKey {
  readonly _id: string;
  readonly productId: string;
  readonly words: readonly string[];
  readonly live: boolean;
}

/** A store as others see it. */
export function storeViewOf({ _id, ...rest }: Store): StoreView {
  return { storeId: _id, ...rest };
}

/** A product with its cached stock; low when the threshold is not zero and no more than it is left. */
export function productViewOf({ _id, skuKey: _skuKey, ...rest }: Product, stock: readonly Availability[]): ProductView {
  return {
    productId: _id,
    ...rest,
    stock: stock.map(({ storeId, available, version }) => ({
      storeId,
      available,
      version,
      low: rest.lowStockThreshold > 0 && available <= rest.lowStockThreshold,
    })),
  };
}
