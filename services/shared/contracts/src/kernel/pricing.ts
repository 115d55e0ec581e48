import { divideHalfUp, spread, sum, timesRatio, totalsOf, type Totals } from './money.js';

/**
 * What a document amounts to. Amounts are minor units; `tag terms` are those of the price on the tag: tax included where the
 * store sells so, before tax elsewhere. Sales and the till compute with these functions, invoicing and the audit check with them.
 */

/** A discount: a percentage in basis points, or an amount in tag terms; one of the two. */
export interface Discount {
  readonly percentBps?: number | undefined;
  readonly amountMinor?: number | undefined;
}

/** A line to be priced. `quantity` counts 10^-quantityDecimals of the unit that the unit price is for. */
export interface LineToPrice {
  readonly quantity: number;
  readonly quantityDecimals: number;
  readonly unitPriceMinor: number;
  readonly taxRateBps: number;
  readonly discount?: Discount | undefined;
}

/** Discounts of a line, minor units. */
export interface LineDiscounts {
  /** Its own and its share of the document's, tag terms. */
  readonly discountMinor: number;
  /** Of it: its share of the document's discount. */
  readonly documentDiscountMinor: number;
}

/** A line with what remains of it, minor units. */
export interface LinePrices extends Totals, LineDiscounts {
  /** The discount before tax. */
  readonly discountNetMinor: number;
}

/** Net and tax of the lines at one rate, minor units. */
export interface RateTotals {
  readonly taxRateBps: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** What of the document decides its amounts. */
export interface PriceTerms {
  readonly pricesIncludeTax: boolean;
  readonly discount?: Discount | undefined;
}

const BPS = 10_000;

/** A discount takes off more than there is; `lineIndex` is absent for the discount of the document. */
export class DiscountTooHigh extends Error {
  constructor(
    readonly discountMinor: number,
    readonly amountMinor: number,
    readonly lineIndex?: number,
  ) {
    super(`a discount of ${discountMinor} on ${amountMinor}`);
  }
}

/** Unit price × quantity, rounded half up to the minor unit; refuses results past the safe integers with RangeError. */
export function amountOf(unitPriceMinor: number, quantity: number, quantityDecimals: number): number {
  return timesRatio(unitPriceMinor, quantity, 10 ** quantityDecimals);
}

/** A unit price without the tax that it includes, rounded half up to the minor unit. */
export function withoutTax(unitPriceMinor: number, taxRateBps: number): number {
  return timesRatio(unitPriceMinor, BPS, BPS + taxRateBps);
}

/** What a discount takes off an amount, minor units; a percentage is rounded half up. Throws DiscountTooHigh. */
export function discountOn(amountMinor: number, discount: Discount | undefined, lineIndex?: number): number {
  if (!discount) return 0;
  const discountMinor = discount.amountMinor ?? timesRatio(amountMinor, discount.percentBps ?? 0, BPS);
  if (discountMinor > amountMinor) throw new DiscountTooHigh(discountMinor, amountMinor, lineIndex);
  return discountMinor;
}

/** Spreads an amount by weights; nothing where there is nothing to spread over. */
function spreadOver(totalMinor: number, weights: readonly number[]): number[] {
  return totalMinor === 0 ? weights.map(() => 0) : spread(totalMinor, weights);
}

/** Discounts of the lines: their own, then that of the document, spread by what remains of each. Throws DiscountTooHigh. */
export function discountsOf(lines: readonly LineToPrice[], discount: Discount | undefined): LineDiscounts[] {
  const amounts = lines.map((line) => amountOf(line.unitPriceMinor, line.quantity, line.quantityDecimals));
  const own = lines.map((line, at) => discountOn(amounts[at]!, line.discount, at));
  const left = amounts.map((amountMinor, at) => amountMinor - own[at]!);
  const shares = spreadOver(discountOn(sum(left), discount), left);
  return shares.map((documentDiscountMinor, at) => ({
    discountMinor: own[at]! + documentDiscountMinor,
    documentDiscountMinor,
  }));
}

interface Remaining {
  readonly at: number;
  readonly amountMinor: number;
  readonly remainingMinor: number;
  readonly discountMinor: number;
}

/** Tax of all lines at one rate, worked out of their sum and spread over them. */
function taxOfCategory(lines: readonly Remaining[], taxRateBps: number, pricesIncludeTax: boolean) {
  const weights = lines.map((line) => line.remainingMinor);
  const totalMinor = sum(weights);
  const wholeMinor = sum(lines.map((line) => line.amountMinor));
  const net = (amountMinor: number): number => (pricesIncludeTax ? withoutTax(amountMinor, taxRateBps) : amountMinor);
  const netMinor = net(totalMinor);
  const discounts = spreadOver(
    net(wholeMinor) - netMinor,
    lines.map((line) => line.discountMinor),
  );
  const parts = pricesIncludeTax
    ? spreadOver(netMinor, weights)
    : spreadOver(timesRatio(totalMinor, taxRateBps, BPS), weights);
  return lines.map(({ at, remainingMinor }, index) => {
    const part = parts[index]!;
    const [lineNet, lineTax] = pricesIncludeTax ? [part, remainingMinor - part] : [remainingMinor, part];
    return {
      at,
      netMinor: lineNet,
      taxMinor: lineTax,
      grossMinor: lineNet + lineTax,
      discountNetMinor: discounts[index]!,
    };
  });
}

/** A line whose discounts are decided. */
export type DiscountedLine = Omit<LineToPrice, 'discount'> & { readonly discountMinor: number };

/**
 * Net, tax and gross of lines whose discounts are decided, in their order. Tax is worked out of the total per rate (EN 16931,
 * BG-23) and spread over the lines by largest remainder, so that lines add up to rates and rates to the document. Where prices
 * include tax the gross is exact: net = half up(gross × 10000 / (10000 + rate)); elsewhere the net is: tax = half up(net × rate / 10000).
 */
export function taxOfLines(
  lines: readonly DiscountedLine[],
  pricesIncludeTax: boolean,
): (Totals & { readonly discountNetMinor: number })[] {
  const remaining = lines.map(
    ({ unitPriceMinor, quantity, quantityDecimals, discountMinor, taxRateBps }, at): Remaining & { rate: number } => {
      const amountMinor = amountOf(unitPriceMinor, quantity, quantityDecimals);
      return { at, amountMinor, discountMinor, remainingMinor: amountMinor - discountMinor, rate: taxRateBps };
    },
  );
  return [...Map.groupBy(remaining, (line) => line.rate)]
    .flatMap(([rate, some]) => taxOfCategory(some, rate, pricesIncludeTax))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at: _at, ...line }) => line);
}

/** Prices the lines of a document and the document itself. Throws DiscountTooHigh, and RangeError past the safe integers. */
export function priceDocument(
  lines: readonly LineToPrice[],
  { pricesIncludeTax, discount }: PriceTerms,
): Totals & { readonly lines: LinePrices[] } {
  const discounts = discountsOf(lines, discount);
  const taxed = taxOfLines(
    lines.map((line, at) => ({ ...line, ...discounts[at]! })),
    pricesIncludeTax,
  );
  const priced = taxed.map((line, at) => ({ ...line, ...discounts[at]! }));
  return { lines: priced, ...totalsOf(priced) };
}

/** Net and tax by rate, lowest rate first; the parts add up to the totals of the lines. */
export function totalsByRate(
  lines: readonly { readonly taxRateBps: number; readonly netMinor: number; readonly taxMinor: number }[],
): RateTotals[] {
  return [...Map.groupBy(lines, (line) => line.taxRateBps)]
    .toSorted(([a], [b]) => a - b)
    .map(([taxRateBps, some]) => ({
      taxRateBps,
      netMinor: sum(some.map((line) => line.netMinor)),
      taxMinor: sum(some.map((line) => line.taxMinor)),
    }));
}

/** Whether a discount takes off more than a percentage in basis points, itself rounded half up. */
export function isAbovePercent(discountMinor: number, amountMinor: number, percentBps: number): boolean {
  return BigInt(discountMinor) > divideHalfUp(BigInt(amountMinor) * BigInt(percentBps), BigInt(BPS));
}
