import { businessDayOf, decimalOf, offersOf, type ProductView, type StoreDetails } from '@comptoir/contracts';
import type { Label } from './labels-pdf.js';

/** A product at what it costs for everybody in a store on the day of a moment: at the price of its list where one holds. */
export function pricedIn(
  product: ProductView,
  { storeId, timeZone, priceLists = [] }: StoreDetails,
  now: string,
): ProductView {
  const { priceListMinor } = offersOf(product, priceLists, { storeId, day: businessDayOf(now, timeZone) });
  return { ...product, priceListMinor };
}

/** The label of a product: its list price is that of the tag, of a whole unit where it is sold by measure. */
export function labelOfProduct({
  name,
  sku,
  barcodes,
  priceListMinor,
  currency,
  unit,
}: Pick<ProductView, 'name' | 'sku' | 'barcodes' | 'priceListMinor' | 'currency' | 'unit'>): Label {
  const price = `${decimalOf(priceListMinor, currency)} ${currency}`;
  return { name, sku, code: barcodes[0] ?? sku, price: unit === 'piece' ? price : `${price} / ${unit}` };
}

/** How many labels goods need: one for each whole unit, and one for what is left of one. */
export function labelsFor(quantity: number, quantityDecimals: number): number {
  return Math.ceil(quantity / 10 ** quantityDecimals);
}
