import { catalog, fieldInvalid, wordsOf, type ParsedInputOf } from '@comptoir/contracts';
import { cursorOf, placeOf } from '../domain/product-index.js';
import type { Product } from '../domain/records.js';
import { skuKeyOf, wordsOfProduct } from '../domain/search-keys.js';
import { on, type CatalogStore } from '../store/catalog-store.js';
import { inOrder, withStock } from '../store/products-with-stock.js';

type Asked = ParsedInputOf<typeof catalog.searchProducts>;

async function byCodes(store: CatalogStore, asked: Asked): Promise<Product[]> {
  const { sku, barcode, text, categoryId, state } = asked;
  const coded = barcode === undefined ? undefined : (await store.barcodes([barcode]))[0]?.productId;
  const product = sku === undefined ? coded && (await store.product(coded)) : await store.productBySku(skuKeyOf(sku));
  if (!product || (barcode !== undefined && coded !== product._id)) return [];
  if (categoryId !== undefined && categoryId !== product.categoryId) return [];
  if (state !== 'any' && (state === 'archived') !== (product.archivedAt !== undefined)) return [];
  const words = wordsOfProduct(product);
  return text === undefined || wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)))
    ? [product]
    : [];
}

/**
 * Products by SKU or barcode, from their records; by words, from the index of this replica: those that fit best first, those
 * with a typing error last, by name where no text is given. The cursor is the place of the last one.
 */
export const searchProducts = on.query(catalog.searchProducts, async (store, input) => {
  if (input.sku !== undefined || input.barcode !== undefined)
    return { items: await withStock(store, await byCodes(store, input)), withTypingError: [] };
  const { text, categoryId, state, variants, cursor, limit } = input;
  const after = cursor === undefined ? undefined : placeOf(cursor);
  if (cursor !== undefined && !after) throw fieldInvalid('cursor', 'must be that of a page of this list');
  const index = await store.productIndex();
  const hits = index.search({ text, categoryId, state, grouped: variants === 'grouped', after, limit: limit + 1 });
  const page = hits.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await withStock(
      store,
      await inOrder(
        store,
        page.map(({ productId }) => productId),
      ),
    ),
    withTypingError: page.filter(({ isWithError }) => isWithError).map(({ productId }) => productId),
    nextCursor: hits.length > limit && last ? cursorOf(last) : undefined,
  };
});
