import { searchWords, wordsOf, type ProductView } from '@comptoir/contracts';

/** Key under which a SKU is unique: case does not tell two products apart. */
export function skuKeyOf(sku: string): string {
  return sku.toLowerCase();
}

/** What a product is found by. */
export type FindableProduct = Pick<ProductView, 'name' | 'sku' | 'barcodes' | 'brand' | 'variantOptions'>;

/** The different words a product is found by, sorted: those of its name and brand, its SKU in parts and as one word, its barcodes; of a parent the values of its options. */
export function wordsOfProduct({ name, sku, barcodes, brand = '', variantOptions = [] }: FindableProduct): string[] {
  const values = variantOptions.flatMap((option) => option.values);
  return wordsOf([name, brand, sku, searchWords(sku).join(''), ...barcodes, ...values].join(' '));
}
