import {
  salesErrors,
  totalsOf,
  totalsOfLine,
  type ApprovalReason,
  type Currency,
  type OrderLineInput,
  type PricedOrderLine,
  type Quote,
  type QuotedLine,
  type Totals,
} from '@comptoir/contracts';
import { formatAmount, withinDocument, withinLimits } from './format-amount.js';

/** The priced content of a checkout, minor units; the parts add up to the totals. */
export interface Priced extends Totals {
  readonly currency: Currency;
  readonly lines: PricedOrderLine[];
}

/** What of an order decides its prices. */
export interface PricedContent {
  readonly _id: string;
  readonly storeId: string;
  readonly taxed: boolean;
  readonly lines: readonly OrderLineInput[];
}

/**
 * Freezes an order's lines at the catalog's quote: the negotiated net unit price or the list price, tax 0 when the order
 * is not taxed. Refuses `order.empty`, `order.quote-mismatch`, `amount.too-large`.
 */
export function freezeLines(order: PricedContent, quote: Quote): Priced {
  if (order.lines.length === 0)
    throw salesErrors.orderEmpty('This order has no lines: add a product first.', { orderId: order._id });
  const quoted = matchQuote(order, quote);
  return withinLimits({ orderId: order._id }, () => {
    const lines = order.lines.map((line) => freezeLine(line, quoted.get(line.lineId) as QuotedLine, order.taxed));
    const totals = totalsOf(lines);
    withinDocument({ orderId: order._id }, () => totals.grossMinor);
    return { currency: quote.store.currency, lines, ...totals };
  });
}

function freezeLine(line: OrderLineInput, quoted: QuotedLine, taxed: boolean): PricedOrderLine {
  const unitPriceMinor = line.unitPriceMinor ?? quoted.priceListMinor;
  const taxRateBps = taxed ? quoted.taxRateBps : 0;
  const { lineId, productId, sku, name, priceMinMinor, priceListMinor, priceMaxMinor, warrantyMonths } = quoted;
  return {
    lineId,
    productId,
    sku,
    name,
    quantity: line.quantity,
    unitPriceMinor,
    priceMinMinor,
    priceListMinor,
    priceMaxMinor,
    taxRateBps,
    warrantyMonths,
    ...totalsOfLine({ quantity: line.quantity, unitPriceMinor, taxRateBps }),
  };
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

/** Why a manager must approve the prices: one reason for every line below its minimum or above its maximum. */
export function priceReasons(lines: readonly PricedOrderLine[], currency: Currency): ApprovalReason[] {
  return lines.flatMap((line): ApprovalReason[] => {
    const { lineId, productId, unitPriceMinor, priceMinMinor, priceMaxMinor } = line;
    const price = formatAmount(unitPriceMinor, currency);
    if (unitPriceMinor < priceMinMinor) {
      return [
        {
          code: 'price.below-min',
          lineId,
          productId,
          message: `${line.name}: ${price} is below the minimum of ${formatAmount(priceMinMinor, currency)}`,
        },
      ];
    }
    if (unitPriceMinor > priceMaxMinor) {
      return [
        {
          code: 'price.above-max',
          lineId,
          productId,
          message: `${line.name}: ${price} is above the maximum of ${formatAmount(priceMaxMinor, currency)}`,
        },
      ];
    }
    return [];
  });
}
