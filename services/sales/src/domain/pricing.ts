import {
  amountOf,
  DiscountTooHigh,
  offerFor,
  priceDocument,
  requireCountable,
  salesErrors,
  sum,
  withoutTax,
  type ApprovalReason,
  type Currency,
  type LinePrices,
  type OrderDiscount,
  type OrderLineInput,
  type OrderView,
  type PricedOrderLine,
  type Quote,
  type QuotedLine,
} from '@comptoir/contracts';
import { formatAmount, withinDocument, withinLimits } from './format-amount.js';
import { omitUndefined } from './omit-undefined.js';

/** The priced content of a checkout, minor units; the parts add up to the totals. */
export type Priced = NonNullable<OrderView['priced']>;

/** What of an order decides its prices. */
export interface PricedContent {
  readonly _id: string;
  readonly storeId: string;
  readonly taxed: boolean;
  readonly lines: readonly OrderLineInput[];
  readonly discount?: OrderDiscount | undefined;
}

/** What of a customer decides prices: its group, that price lists name. */
export type PricedFor = { readonly group?: string | undefined } | null;

/**
 * Freezes an order's lines at the catalog's quote, on the store's terms: the negotiated unit price or the list price, less
 * discounts, tax by rate; the list price is that of the price list that wins for the customer. An order that is not taxed in a store whose prices include tax is priced before tax: its unit
 * prices and limits are the tags less their tax. Refuses `order.empty`, `order.quote-mismatch`, `quantity.too-large`,
 * `discount.too-high`, `amount.too-large`.
 */
export function freezeLines(order: PricedContent, quote: Quote, customer: PricedFor): Priced {
  if (order.lines.length === 0)
    throw salesErrors.orderEmpty('This order has no lines: add a product first.', { orderId: order._id });
  const quoted = matchQuote(order, quote);
  const pricesIncludeTax = quote.store.pricesIncludeTax && order.taxed;
  const withoutItsTax = quote.store.pricesIncludeTax && !order.taxed;
  return withinLimits({ orderId: order._id }, () => {
    const bare = order.lines.map((line) =>
      bareLine(line, quotedFor(quoted.get(line.lineId)!, customer), order.taxed, withoutItsTax),
    );
    const { lines: prices, ...totals } = priced(order, bare, pricesIncludeTax);
    withinDocument({ orderId: order._id }, () => totals.grossMinor);
    const lines = bare.map((line, at): PricedOrderLine => ({ ...line, ...prices[at]! }));
    return {
      currency: quote.store.currency,
      pricesIncludeTax,
      discountMinor: sum(lines.map((line) => line.discountMinor)),
      discountNetMinor: sum(lines.map((line) => line.discountNetMinor)),
      lines,
      ...totals,
    };
  });
}

/** The quote of a line at the price list that wins for the customer. */
function quotedFor({ groupPrices, priceList, ...quoted }: QuotedLine, customer: PricedFor): QuotedLine {
  return { ...quoted, ...offerFor({ ...quoted, priceList, groupPrices }, customer?.group) };
}

type BareLine = Omit<PricedOrderLine, keyof LinePrices>;

function bareLine(line: OrderLineInput, quoted: QuotedLine, taxed: boolean, withoutItsTax: boolean): BareLine {
  const { lineId, productId, sku, name, categoryId, unit, quantityDecimals, warrantyMonths, parts } = quoted;
  requireCountable(line, quoted);
  for (const part of parts ?? []) requireCountable({ ...part, lineId, quantity: line.quantity * part.quantity }, part);
  const price = (tagMinor: number): number => (withoutItsTax ? withoutTax(tagMinor, quoted.taxRateBps) : tagMinor);
  return omitUndefined({
    lineId,
    productId,
    sku,
    name,
    categoryId,
    quantity: line.quantity,
    unit,
    quantityDecimals,
    unitPriceMinor: price(line.unitPriceMinor ?? quoted.priceListMinor),
    priceMinMinor: price(quoted.priceMinMinor),
    priceListMinor: price(quoted.priceListMinor),
    priceMaxMinor: price(quoted.priceMaxMinor),
    priceList: quoted.priceList,
    taxRateBps: taxed ? quoted.taxRateBps : 0,
    warrantyMonths,
    parts,
    discount: line.discount,
  });
}

function priced(order: PricedContent, lines: readonly BareLine[], pricesIncludeTax: boolean) {
  try {
    return priceDocument(lines, { pricesIncludeTax, discount: order.discount });
  } catch (error) {
    if (!(error instanceof DiscountTooHigh)) throw error;
    const line = error.lineIndex === undefined ? undefined : lines[error.lineIndex];
    const what = line ? line.name : 'The order';
    throw salesErrors.discountTooHigh(
      `${what}: the discount is more than what it is taken from. Give off at most the whole amount.`,
      omitUndefined({
        orderId: order._id,
        lineId: line?.lineId,
        discountMinor: error.discountMinor,
        amountMinor: error.amountMinor,
      }),
    );
  }
}

function matchQuote(order: PricedContent, quote: Quote): Map<string, QuotedLine> {
  const quoted = new Map(quote.lines.map((line) => [line.lineId, line]));
  const different = order.lines.filter((line) => quoted.get(line.lineId)?.productId !== line.productId);
  const oneToOne = quoted.size === quote.lines.length && quote.lines.length === order.lines.length;
  if (!oneToOne || different.length > 0 || quote.store.storeId !== order.storeId) {
    throw salesErrors.quoteMismatch('The prices asked for are not those of this order: read the order again.', {
      orderId: order._id,
      storeId: order.storeId,
      quotedStoreId: quote.store.storeId,
      lines: different.map((line) => line.lineId),
    });
  }
  return quoted;
}

/**
 * Why a manager must approve the prices: one reason for every line that, after all discounts, is below what its quantity is
 * at the minimum price, or above what it is at the maximum.
 */
export function priceReasons(lines: readonly PricedOrderLine[], currency: Currency): ApprovalReason[] {
  return lines.flatMap((line): ApprovalReason[] => {
    const { lineId, productId, name } = line;
    const at = (unitPriceMinor: number): number => amountOf(unitPriceMinor, line.quantity, line.quantityDecimals);
    const amountMinor = at(line.unitPriceMinor) - line.discountMinor;
    const [leastMinor, mostMinor] = [at(line.priceMinMinor), at(line.priceMaxMinor)];
    const reason = (code: ApprovalReason['code'], than: string, limitMinor: number): ApprovalReason => ({
      code,
      lineId,
      productId,
      message: `${name}: ${formatAmount(amountMinor, currency)} is ${than} of ${formatAmount(limitMinor, currency)}`,
    });
    if (amountMinor < leastMinor) return [reason('price.below-min', 'below the minimum', leastMinor)];
    if (amountMinor > mostMinor) return [reason('price.above-max', 'above the maximum', mostMinor)];
    return [];
  });
}
