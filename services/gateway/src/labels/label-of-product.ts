import { decimalOf, type ProductView } from '@comptoir/contracts';
import type { Label } from './labels-pdf.js';

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
