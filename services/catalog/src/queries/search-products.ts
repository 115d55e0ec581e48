import { catalog, isNear, isShown, nearSearchOf, searchOf, wordsOf, type Search } from '@comptoir/contracts';
import { keysFrom, keysShown } from '@comptoir/kit';
import type { Product, SearchKey } from '../domain/records.js';
import { categoryPrefix, skuKeyOf, wordsOfProduct } from '../domain/search-keys.js';
import { on, type CatalogStore } from '../store/catalog-store.js';
import { inOrder, withStock } from '../store/products-with-stock.js';

const isShownBy =
  (search: Search) =>
  ({ _id, words, live }: SearchKey): boolean =>
    live && isShown(search, _id, words);

/** The same in the list of a category, which holds each of its products once. */
const isShownInCategory =
  (search: Search) =>
  ({ words, live }: SearchKey): boolean =>
    live && search.words.every((typed) => words.some((word) => word.startsWith(typed)));

/** Products of a text with one typing error, of a category where one is named, up to `limit`. */
async function nearProductIds(
  store: CatalogStore,
  text: string,
  categoryId: string | undefined,
  limit: number,
): Promise<string[]> {
  const search = nearSearchOf(text);
  const found = new Set<string>();
  const prefixes = search && categoryId !== undefined ? [categoryPrefix(categoryId)] : search?.prefixes;
  for (const prefix of prefixes ?? []) {
    for await (const key of keysFrom(store.searchKeys, prefix)) {
      if (key.live && isNear(search!.words, key.words)) found.add(key.productId);
      if (found.size === limit) return [...found];
    }
  }
  return [...found];
}

async function byCodes(
  store: CatalogStore,
  { sku, barcode, text, categoryId }: { sku?: string; barcode?: string; text?: string; categoryId?: string },
): Promise<Product[]> {
  const coded = barcode === undefined ? undefined : (await store.barcodes([barcode]))[0]?.productId;
  const product = sku === undefined ? coded && (await store.product(coded)) : await store.productBySku(skuKeyOf(sku));
  if (!product || (barcode !== undefined && coded !== product._id)) return [];
  if (categoryId !== undefined && categoryId !== product.categoryId) return [];
  const words = wordsOfProduct(product);
  return text === undefined || wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)))
    ? [product]
    : [];
}

/**
 * Products by the start of the words of their name, SKU and barcodes, or by SKU or barcode; without any of them, all by
 * name. Those of a category are read from its own list, by name. The cursor is the last key shown. A text that finds nothing is searched with one typing error, on one page.
 */
export const searchProducts = on.query(catalog.searchProducts, async (store, input) => {
  if (input.sku !== undefined || input.barcode !== undefined)
    return { items: await withStock(store, await byCodes(store, input)) };
  const { text, categoryId, cursor, limit } = input;
  const search = searchOf(text);
  if (!search) return { items: [] };
  const shown =
    categoryId === undefined
      ? { prefix: search.prefix, isShown: isShownBy(search) }
      : { prefix: categoryPrefix(categoryId), isShown: isShownInCategory(search) };
  const keys = await keysShown(store.searchKeys, { ...shown, after: cursor }, limit + 1);
  const page = keys.slice(0, limit);
  const isNothing = text !== undefined && cursor === undefined && page.length === 0;
  const productIds = isNothing
    ? await nearProductIds(store, text, categoryId, limit)
    : page.map((key) => key.productId);
  return {
    items: await withStock(store, await inOrder(store, productIds)),
    nextCursor: keys.length > limit ? page.at(-1)?._id : undefined,
  };
});
