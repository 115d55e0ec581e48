import { catalog } from '@comptoir/contracts';
import type { Product, SearchKey } from '../domain/records.js';
import { isShown, rangesOf, searchOf, skuKeyOf, wordsOf, type Search } from '../domain/search-keys.js';
import { KEYS_PER_READ, on, type CatalogStore } from '../store/catalog-store.js';
import { inOrder, withStock } from '../store/products-with-stock.js';

/** Keys under which the search shows products, in order, up to `limit`. */
async function keysShown(
  store: CatalogStore,
  search: Search,
  after: string | undefined,
  limit: number,
): Promise<SearchKey[]> {
  const shown: SearchKey[] = [];
  for (const [begin, to] of rangesOf(search.prefix, after)) {
    for (let from = begin; ;) {
      const found = await store.searchKeys([from, to]);
      shown.push(...found.filter((key) => key.live && isShown(search, key._id, key.words)));
      if (shown.length >= limit) return shown.slice(0, limit);
      if (found.length < KEYS_PER_READ) break;
      from = `${found.at(-1)!._id}\u0000`;
    }
  }
  return shown;
}

async function byCodes(
  store: CatalogStore,
  { sku, barcode, text }: { sku?: string; barcode?: string; text?: string },
): Promise<Product[]> {
  const coded = barcode === undefined ? undefined : (await store.barcodes([barcode]))[0]?.productId;
  const product = sku === undefined ? coded && (await store.product(coded)) : await store.productBySku(skuKeyOf(sku));
  if (!product || (barcode !== undefined && coded !== product._id)) return [];
  const words = wordsOf(product.name);
  return text === undefined || wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)))
    ? [product]
    : [];
}

/** Products by the start of the words of their name, by SKU or barcode; without any of them, all by name. The cursor is the last key shown. */
export const searchProducts = on.query(catalog.searchProducts, async (store, input) => {
  if (input.sku !== undefined || input.barcode !== undefined)
    return { items: await withStock(store, await byCodes(store, input)) };
  const search = searchOf(input.text);
  if (!search) return { items: [] };
  const keys = await keysShown(store, search, input.cursor, input.limit + 1);
  const page = keys.slice(0, input.limit);
  const products = await inOrder(
    store,
    page.map((key) => key.productId),
  );
  return {
    items: await withStock(store, products),
    nextCursor: keys.length > input.limit ? page.at(-1)?._id : undefined,
  };
});
