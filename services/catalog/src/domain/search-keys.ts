import { nameKeyOf, searchKeysOf, searchWords, wordsOf, type ProductView } from '@comptoir/contracts';

/** Key under which a SKU is unique: case does not tell two products apart. */
export function skuKeyOf(sku: string): string {
  return sku.toLowerCase();
}

/** What a product is found by. */
export type FindableProduct = Pick<ProductView, 'name' | 'sku' | 'barcodes' | 'categoryId'>;

/** The prefix of the keys of a category's products, in order of their names; keys of words never begin so. */
export function categoryPrefix(categoryId: string): string {
  return `=${categoryId}`;
}

/** The different words a product is found by, sorted: those of its name, its SKU in parts and as one word, its barcodes. */
export function wordsOfProduct({ name, sku, barcodes }: FindableProduct): string[] {
  return wordsOf([name, sku, searchWords(sku).join(''), ...barcodes].join(' '));
}

/** Keys a product is found under: those of its words, one in the list of all by name, and one in that of its category. */
export function keysOfProduct(product: FindableProduct & { readonly _id: string }): string[] {
  const nameKey = nameKeyOf(product);
  return [
    ...searchKeysOf({ _id: product._id, name: product.name, words: wordsOfProduct(product) }),
    nameKey,
    ...(product.categoryId === undefined ? [] : [categoryPrefix(product.categoryId) + nameKey]),
  ];
}
