import type { ListedProduct, PriceListView } from '@comptoir/contracts';
import { money, tableOf, text } from './table.js';

/** Price lists, and what is on one of them as CSV. */

export const priceListTable = tableOf<PriceListView>('price-lists', [
  text('priceListId', (one) => one.priceListId),
  text('name', (one) => one.name),
  text('storeId', (one) => one.storeId),
  text('group', (one) => one.group),
  text('from', (one) => one.from),
  text('until', (one) => one.until),
  text('currency', (one) => one.currency),
  text('createdAt', (one) => one.createdAt),
  text('createdBy', (one) => one.createdBy),
]);

export const listedProductTable = tableOf<ListedProduct>('list-prices', [
  text('productId', (one) => one.productId),
  text('sku', (one) => one.sku),
  text('name', (one) => one.name),
  ...money<ListedProduct>((one) => one.currency, {
    priceMin: (one) => one.priceMinMinor,
    priceList: (one) => one.priceListMinor,
    priceMax: (one) => one.priceMaxMinor,
  }),
]);
