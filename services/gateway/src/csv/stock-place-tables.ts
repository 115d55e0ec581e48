import type { PlacedProduct } from '../routes/stock-places.controller.js';
import { quantities, text, type CsvTable } from './table.js';

/** Where units are as CSV: a row for each store of a product, and for each transfer that has some of it on the road. */

/** Units of a product in one place. */
export interface PlaceRow {
  readonly product: PlacedProduct;
  readonly store: string;
  readonly available: number;
  readonly held: number;
  readonly road?: PlacedProduct['onTheRoad'][number];
}

export const stockPlaceTable: CsvTable<PlacedProduct, PlaceRow> = {
  file: 'stock-places',
  rowsOf: (product) => [
    ...product.stores.map(({ storeCode: store, available, held }) => ({ product, store, available, held })),
    ...product.onTheRoad.map((road) => ({ product, store: '', available: 0, held: 0, road })),
  ],
  columns: [
    text('productId', (one) => one.product.productId),
    text('sku', (one) => one.product.sku),
    text('name', (one) => one.product.name),
    text('store', (one) => one.store),
    text('fromStore', (one) => one.road?.fromStoreCode),
    text('toStore', (one) => one.road?.toStoreCode),
    text('transfer', (one) => one.road?.number),
    ...quantities<PlaceRow>((one) => one.product, {
      available: (one) => one.available,
      held: (one) => one.held,
      onTheRoad: (one) => one.road?.quantity ?? 0,
    }),
  ],
};
