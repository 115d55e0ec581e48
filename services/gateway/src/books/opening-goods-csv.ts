import {
  isCountable,
  MAX_DELIVERY_LINES,
  MAX_DOCUMENT_MINOR,
  MAX_WHOLE_UNITS,
  parseQuantity,
  type Currency,
  type ProductOfSku,
} from '@comptoir/contracts';
import { csvLines, minorOf, readAll, type CsvLine, type NoteFault } from './csv-file.js';

/** The columns of opening stock as CSV: the quantity in the product's unit and the cost of the line, as decimal numbers. */
export const GOODS_COLUMNS = ['sku', 'quantity', 'cost'] as const;

type GoodsColumn = (typeof GOODS_COLUMNS)[number];
type GoodsCsvLine = CsvLine<GoodsColumn>;
type Note = NoteFault<GoodsColumn>;

/** A line of opening stock: units in the smallest unit of the product, cost of all of them in minor units. */
export interface GoodsLine {
  readonly product: ProductOfSku;
  readonly quantity: number;
  readonly costMinor: number;
}

/** The lines of opening stock in CSV; refuses `opening.csv-invalid` where it is no such file, or too long for one delivery. */
export function goodsCsvLines(csv: string): GoodsCsvLine[] {
  return csvLines(csv, { columns: GOODS_COLUMNS, required: GOODS_COLUMNS, most: MAX_DELIVERY_LINES });
}

/** What each line brings in; refuses all of them with `opening.csv-invalid`, which names line and column of every fault. */
export function goodsLinesOf(
  lines: readonly GoodsCsvLine[],
  currency: Currency,
  products: ReadonlyMap<string, ProductOfSku>,
): GoodsLine[] {
  return readAll(lines, ({ textIn }, note) => {
    const sku = textIn('sku');
    const product = products.get(sku);
    if (sku === '') note('sku', 'is missing');
    else if (!product) note('sku', `no product has the SKU ${sku}`);
    else if (product.isBundle) note('sku', `${sku} is a bundle: enter the parts that it is made of instead`);
    else if (product.hasVariants) note('sku', `${sku} has variants: enter one of them instead`);
    else if (product.currency !== currency)
      note('sku', `${sku} is priced in ${product.currency}, and the store keeps its books in ${currency}`);
    return {
      product: product!, // readAll refuses a line with a fault
      quantity: product ? quantityOf(textIn('quantity'), product, note) : 0, // what it is counted in is not known
      costMinor: costOf(textIn('cost'), currency, note),
    };
  });
}

function quantityOf(text: string, { unit, quantityDecimals }: ProductOfSku, note: Note): number {
  const quantity = /^[\d.]+$/.test(text) ? parseQuantity(text, quantityDecimals) : undefined; // 1,500 may mean either
  if (text === '') note('quantity', 'is missing');
  else if (quantity === undefined) {
    const decimals = quantityDecimals === 0 ? 'without decimals' : `with ${quantityDecimals} decimals at most`;
    note('quantity', `${text} is no number of ${unit} ${decimals}`);
  } else if (quantity === 0) note('quantity', 'must be more than zero');
  else if (!isCountable(quantity, quantityDecimals)) note('quantity', `is more than ${MAX_WHOLE_UNITS} ${unit}`);
  return quantity ?? 0;
}

function costOf(text: string, currency: Currency, note: Note): number {
  const costMinor = minorOf(text, currency);
  if (text === '') note('cost', 'is missing');
  else if (costMinor === undefined) note('cost', `${text} is no amount in ${currency}`);
  else if (costMinor > MAX_DOCUMENT_MINOR) note('cost', `${text} is more than one document may amount to`);
  return costMinor ?? 0;
}
