import type { ValuedProduct } from '../routes/stock-values.controller.js';
import { money, quantities, text, type CsvTable } from './table.js';

/** The value of stock on a day as CSV: a row for each batch. */

/** A batch of a product. */
export interface ValueRow {
  readonly product: ValuedProduct;
  readonly batch: ValuedProduct['batches'][number];
}

export const stockValueTable: CsvTable<ValuedProduct, ValueRow> = {
  file: 'stock-values',
  rowsOf: (product) => product.batches.map((batch) => ({ product, batch })),
  columns: [
    text('productId', (one) => one.product.productId),
    text('sku', (one) => one.product.sku),
    text('name', (one) => one.product.name),
    text('categoryId', (one) => one.product.categoryId),
    text('batchId', (one) => one.batch.batchId),
    text('deliveryId', (one) => one.batch.deliveryId),
    text('receivedAt', (one) => one.batch.receivedAt),
    ...quantities<ValueRow>((one) => one.product, { quantity: (one) => one.batch.quantity }),
    ...money<ValueRow>((one) => one.product.currency, { cost: (one) => one.batch.costMinor }),
  ],
};
