import type { catalog, ParsedInputOf } from '@comptoir/contracts';
import type { ImportState } from '../domain/import-products.js';
import { skuKeyOf } from '../domain/search-keys.js';
import type { CatalogStore } from './catalog-store.js';

type Row = ParsedInputOf<typeof catalog.importProducts>['rows'][number];

/** What is there of the SKUs, barcodes and categories that rows name. */
export async function importState(store: CatalogStore, rows: readonly Row[]): Promise<ImportState> {
  const codes = rows.flatMap(({ fields }) => fields.barcodes ?? []);
  return {
    products: await store.productsBySku(rows.map(({ sku }) => skuKeyOf(sku))),
    barcodes: await store.barcodes(codes),
    categories: rows.some(({ fields }) => fields.categoryId) ? await store.categories() : [],
  };
}
