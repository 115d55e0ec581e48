import { catalog } from '@comptoir/contracts';
import type { Product, SearchKey } from '../domain/records.js';
import {
  isNear,
  isShown,
  nearSearchOf,
  rangesOf,
  searchOf,
  skuKeyOf,
  wordsOf,
  wordsOfProduct,
  type Search,
} from '../domain/search-keys.js';
import { KEYS_PER_READ, on, type CatalogStore } from '../store/catalog-store.js';
import { inOrder, withStock } from '../store/products-with-stock.js';

/** The live keys that begin with a prefix, after the cursor, in order. */
async function* liveKeys(store: CatalogStore, prefix: string, after?: string): AsyncGenerator<SearchKey> {
  for (const [begin, to] of rangesOf(prefix, after)) {
    for (let from = begin; ;) {
      const found = await store.searchKeys([from, to]);
      yield* found.filter((key) => key.live);
      if (found.length < KEYS_PER_READ) break;
      from = `${found.at(-1)!._id}\u0000`;
    }
  }
}

/** Keys under which the search shows products, in order, up to `limit`. */
async function keysShown(
  store: CatalogStore,
  search: Search,
  after: string | undefined,
  limit: number,
): Promise<SearchKey[]> {
  const shown: SearchKey[] = [];
  for await (const key of liveKeys(store, search.prefix, after)) {
    if (isShown(search, key._id, key.words)) shown.push(key);
    if (shown.length === limit) break;
  }
  return shown;
}

/** Products of a text with one typing error, up to `limit`. */
async function nearProductIds(store: CatalogStore, text: string, limit: number): Promise<string[]> {
  const search = nearSearchOf(text);
  const found = new Set<string>();
  for (const prefix of search?.prefixes ?? []) {
    for await (const key of liveKeys(store, prefix)) {
      if (isNear(search!.words, key.words)) found.add(key.productId);
      if (found.size === limit) return [...found];
    }
  }
  return [...found];
}

async function byCodes(
  store: CatalogStore,
  { sku, barcode, text }: { sku?: string; barcode?: string; text?: string },
): Promise<Product[]> {
  const coded = barcode === undefined ? undefined : (await store.barcodes([barcode]))[0]?.productId;
  const product = sku === undefined ? coded && (await store.product(coded)) : await store.productBySku(skuKeyOf(sku));
  if (!product || (barcode !== undefined && coded !== product._id)) return [];
  const words = wordsOfProduct(product);
  return text === undefined || wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)))
    ? [product]
    : [];
}

/**
 * Products by the start of the words of their name, SKU and barcodes, or by SKU or barcode; without any of them, all by
 * name. The cursor is the last key shown. A text that finds nothing is searched with one typing error, on one page.
 */
export const searchProducts = on.query(catalog.searchProducts, async (store, input) => {
  if (input.sku !== undefined || input.barcode !== undefined)
    return { items: await withStock(store, await byCodes(store, input)) };
  const { text, cursor, limit } = input;
  const search = searchOf(text);
  if (!search) return { items: [] };
  const keys = await keysShown(store, search, cursor, limit + 1);
  const page = keys.slice(0, limit);
  const isNothing = text !== undefined && cursor === undefined && page.length === 0;
  const productIds = isNothing ? await nearProductIds(store, text, limit) : page.map((key) => key.productId);
  return {
    items: await withStock(store, await inOrder(store, productIds)),
    nextCursor: keys.length > limit ? page.at(-1)?._id : undefined,
  };
});
