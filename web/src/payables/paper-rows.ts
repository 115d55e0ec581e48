import { sum, timesRatio } from '@comptoir/contracts/money';
import { decimalQuantity, parseQuantity } from '@comptoir/contracts/units';
import type { Api } from '../api/schema.js';
import type { Delivery, Product } from '../api/shapes.js';
import { amountText, parseAmount, parsePercent, rateText } from '../money.js';

type Body = Api['POST /supplier-bills']['body'];
type BillLine = Extract<Body, { kind: 'bill' }>['lines'][number];
type CreditLine = Extract<Body, { kind: 'creditNote' }>['lines'][number];
export type Bill = Api['GET /supplier-bills/{billId}']['reply'];
export type Billing = Api['GET /deliveries/{deliveryId}/billing']['reply'];
export type SupplierReturn = Api['GET /supplier-returns/{supplierReturnId}']['reply'];

type Without<L, K extends string> = L extends unknown ? Omit<L, K> : never;

/** A line of a paper as it is typed: what it is about, how much of it, and what the paper says it costs. */
export interface PaperRow {
  readonly key: string;
  readonly name: string;
  /** What the line is, beside what is typed. */
  readonly about: Without<BillLine | CreditLine, 'quantity' | 'netMinor' | 'taxRateBps'>;
  /** Empty, and not asked for, where the line is of no units. */
  readonly quantity: string;
  readonly unit: Product['unit'];
  readonly quantityDecimals: number;
  /** What came, or went back, in smallest units. */
  readonly received?: number;
  readonly net: string;
  readonly rate: string;
}

const isOfUnits = ({ about: { kind } }: PaperRow): boolean => kind === 'goods' || kind === 'returned';

/** Whether what was typed of a row can be sent; a row without an amount is left out. */
export function isTyped(row: PaperRow, currency: string): boolean {
  if (row.net.trim() === '') return true;
  const quantity = parseQuantity(row.quantity, row.quantityDecimals);
  return (
    parseAmount(row.net, currency) !== undefined &&
    parsePercent(row.rate) !== undefined &&
    (!isOfUnits(row) || (quantity !== undefined && quantity > 0))
  );
}

/** The rows that were typed, as the API has them; call it only when all are typed rightly. */
export function linesOf(rows: readonly PaperRow[], currency: string): (BillLine | CreditLine)[] {
  return rows
    .filter((row) => row.net.trim() !== '')
    .map((row) => {
      const typed = { netMinor: parseAmount(row.net, currency) ?? 0, taxRateBps: parsePercent(row.rate) ?? 0 };
      const units = isOfUnits(row) ? { quantity: parseQuantity(row.quantity, row.quantityDecimals) ?? 0 } : {};
      return { ...row.about, ...units, ...typed } as BillLine | CreditLine;
    });
}

/** What a delivery is to be billed for: units of each batch that no bill names, at what they cost when they came, and extra costs. */
export function rowsOfDelivery(
  { deliveryId, batches, currency }: Delivery,
  billing: Billing,
  products: ReadonlyMap<string, Product>,
  extraName: string,
): PaperRow[] {
  const rates = new Map(batches.map((batch) => [batch.batchId, batch.taxRateBps]));
  const goods = billing.lines
    .filter((line) => line.billed < line.received)
    .map(({ batchId, productId, received, billed, costMinor, clearedMinor, unit, quantityDecimals }): PaperRow => {
      const product = products.get(productId);
      return {
        key: `goods/${batchId}`,
        name: product?.name ?? productId,
        about: { kind: 'goods', deliveryId, batchId },
        quantity: decimalQuantity(received - billed, quantityDecimals),
        unit,
        quantityDecimals,
        received: received - billed,
        net: amountText(costMinor - clearedMinor, currency),
        rate: rateText(rates.get(batchId) ?? product?.taxRateBps),
      };
    });
  const openMinor = billing.extra.expectedMinor - billing.extra.clearedMinor;
  return [...goods, ...(openMinor > 0 ? [extraRow(deliveryId, extraName, amountText(openMinor, currency))] : [])];
}

/** A line of freight, customs and the like. */
export function extraRow(deliveryId: string, name: string, net: string): PaperRow {
  return {
    key: `extra/${deliveryId}`,
    name,
    about: { kind: 'extra', deliveryId, label: name },
    quantity: '',
    unit: 'piece',
    quantityDecimals: 0,
    net,
    rate: '',
  };
}

/** What can be credited of a bill: a lower price of its goods, and units that never came. */
export function rowsOfBill(
  bill: Bill,
  nameOf: (productId: string) => string,
  words: { readonly price: (name: string) => string; readonly notReceived: (name: string) => string },
): PaperRow[] {
  return bill.lines.flatMap(({ kind, deliveryId, batchId, productId, taxRateBps, notReceivedMinor }): PaperRow[] => {
    if (kind !== 'goods' || deliveryId === undefined || batchId === undefined || productId === undefined) return [];
    const of = { quantity: '', unit: 'piece' as const, quantityDecimals: 0, rate: rateText(taxRateBps) };
    const name = nameOf(productId);
    return [
      {
        key: `price/${batchId}`,
        name: words.price(name),
        about: { kind: 'price', deliveryId, batchId },
        net: '',
        ...of,
      },
      ...(notReceivedMinor > 0
        ? [
            {
              key: `notReceived/${batchId}`,
              name: words.notReceived(name),
              about: { kind: 'notReceived' as const, billId: bill.billId, batchId },
              net: amountText(notReceivedMinor, bill.currency),
              ...of,
            },
          ]
        : []),
    ];
  });
}

/** What can be credited of goods that went back: units that are not credited yet, at what they cost. */
export function rowsOfReturn(
  sent: SupplierReturn,
  products: ReadonlyMap<string, Product>,
  nameIt: (name: string) => string,
): PaperRow[] {
  const { supplierReturnId, currency } = sent;
  return sent.lines
    .filter((line) => line.credited.quantity < line.quantity)
    .map(({ batchId, productId, quantity, costMinor, credited, unit, quantityDecimals }): PaperRow => {
      const product = products.get(productId);
      const left = quantity - credited.quantity;
      const openMinor = (costMinor ?? 0) - (credited.costMinor ?? 0);
      return {
        key: `returned/${batchId}`,
        name: nameIt(product?.name ?? productId),
        about: { kind: 'returned', supplierReturnId, batchId },
        quantity: decimalQuantity(left, quantityDecimals),
        unit,
        quantityDecimals,
        received: left,
        net: amountText(openMinor, currency),
        rate: rateText(product?.taxRateBps),
      };
    });
}

/** Net and tax of the rows as they are typed, minor units; undefined while one is not typed rightly. */
export function totalsOf(
  rows: readonly PaperRow[],
  currency: string,
): { readonly netMinor: number; readonly taxMinor: number; readonly grossMinor: number } | undefined {
  if (!rows.every((row) => isTyped(row, currency))) return undefined;
  const lines = linesOf(rows, currency);
  const netMinor = sum(lines.map((line) => line.netMinor));
  const byRate = Map.groupBy(lines, (line) => line.taxRateBps);
  const taxMinor = sum(
    [...byRate].map(([bps, same]) => timesRatio(sum(same.map((line) => line.netMinor)), bps, 10_000)),
  );
  return { netMinor, taxMinor, grossMinor: netMinor + taxMinor };
}
