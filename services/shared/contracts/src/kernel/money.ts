/**
 * Money rules that all services share. Amounts are safe integers in the currency's minor unit; rates are basis points
 * (1/100 of a percent). This file imports nothing, so workflow code may use it.
 */

/** Decimal places of each currency's minor unit (ISO 4217). */
export const CURRENCY_DECIMALS = { DZD: 2, MAD: 2, EUR: 2, TND: 3, JPY: 0, XOF: 0 } as const;

/** A currency a store may keep its books in. */
export type Currency = keyof typeof CURRENCY_DECIMALS;

/** An amount in minor units as a decimal number: `-1234` EUR is `-12.34`, `5` JPY is `5`. */
export function decimalOf(amountMinor: number, currency: Currency): string {
  const decimals = CURRENCY_DECIMALS[currency];
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * The most that one document (a sale, a delivery, a payment) may amount to, minor units. A thousand times what a shop sells
 * in a day, and sums over nine thousand such documents are still safe integers.
 */
export const MAX_DOCUMENT_MINOR = 1_000_000_000_000;

/** Rounds numerator/denominator to the nearest integer, halves away from zero ("commercial" rounding). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive');
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return negative ? -rounded : rounded;
}

function toSafe(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError(`amount ${value} is past the safe integers`);
  return result;
}

/** Computes amounts; throws the given error when one is past the safe integers. */
export function withinSafeIntegers<T>(error: () => Error, compute: () => T): T {
  try {
    return compute();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw error();
  }
}

/** Computes an amount of a document; throws the given error when it is past the limit of one document. */
export function withinDocumentLimit(error: () => Error, compute: () => number): number {
  const amountMinor = withinSafeIntegers(error, compute);
  if (Math.abs(amountMinor) > MAX_DOCUMENT_MINOR) throw error();
  return amountMinor;
}

/** Product of an amount in minor units and a whole quantity; refuses results past the safe integers with RangeError. */
export function times(amountMinor: number, quantity: number): number {
  return toSafe(BigInt(amountMinor) * BigInt(quantity));
}

/** Sum of amounts in minor units; refuses results past the safe integers with RangeError. */
export function sum(amountsMinor: readonly number[]): number {
  return toSafe(amountsMinor.reduce((total, amount) => total + BigInt(amount), 0n));
}

/** An amount × numerator / denominator, rounded half up, minor units; refuses results past the safe integers with RangeError. */
export function timesRatio(amountMinor: number, numerator: number, denominator: number): number {
  return toSafe(divideHalfUp(BigInt(amountMinor) * BigInt(numerator), BigInt(denominator)));
}

/**
 * The share of `totalMinor` that belongs to `part` units of `whole`, after `before` units were already given their share.
 * Cumulative rounding: the shares of any split of the whole always add up to the total.
 */
export function shareOf(totalMinor: number, whole: number, before: number, part: number): number {
  if (whole <= 0 || before < 0 || part < 0 || before + part > whole) {
    throw new RangeError(`no share of ${part} after ${before} of ${whole}`);
  }
  const upTo = (units: number): bigint => divideHalfUp(BigInt(totalMinor) * BigInt(units), BigInt(whole));
  return toSafe(upTo(before + part) - upTo(before));
}

/**
 * Cost of `part` of `units` units that cost `costMinor` together, rounded down, minor units; refuses a part that is not of
 * them with RangeError. What is taken is the whole less the share of what stays, so that no cent is lost.
 */
export function costShareOf(costMinor: number, units: number, part: number): number {
  if (units <= 0 || part < 0 || part > units) throw new RangeError(`no cost of ${part} of ${units} units`);
  return toSafe((BigInt(costMinor) * BigInt(part)) / BigInt(units));
}

/**
 * Splits an amount of minor units over parts in the ratio of their weights. Each part is its exact share rounded down, or
 * up where its remainder is among the largest (of equal ones the first), and together they are the amount. Refuses a
 * negative amount or weight, and weights of nothing, with RangeError.
 */
export function spread(totalMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (totalMinor < 0 || whole <= 0n || weights.some((weight) => weight < 0))
    throw new RangeError(`no shares of ${totalMinor} by ${weights.join(', ')}`);
  const exact = weights.map((weight) => BigInt(totalMinor) * BigInt(weight));
  const down = exact.map((one) => toSafe(one / whole));
  const left = totalMinor - sum(down);
  const first = exact
    .map((one, at) => ({ at, remainder: one % whole }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1))
    .slice(0, left);
  const up = new Set(first.map(({ at }) => at));
  return down.map((one, at) => (up.has(at) ? one + 1 : one));
}

/** Net, tax and gross of a line or a document, in minor units; gross = net + tax. */
export interface Totals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** Totals of a document: the sum of its lines' totals, so parts always add up to the whole. */
export function totalsOf(lines: readonly Totals[]): Totals {
  return {
    netMinor: sum(lines.map((line) => line.netMinor)),
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    grossMinor: sum(lines.map((line) => line.grossMinor)),
  };
}

/**
 * Totals of `part` units of a line that come back after `before` of them came back earlier, minor units. Net and tax are
 * cumulative shares, so that all returns of a line add up to the line.
 */
export function totalsOfReturn(line: Totals & { readonly quantity: number }, before: number, part: number): Totals {
  const netMinor = shareOf(line.netMinor, line.quantity, before, part);
  const taxMinor = shareOf(line.taxMinor, line.quantity, before, part);
  return { netMinor, taxMinor, grossMinor: sum([netMinor, taxMinor]) };
}

/**
 * Cash is rounded to the nearest coin, halves up. Answers how far the rounded amount is from the amount, minor units:
 * 10.02 in coins of 0.05 is taken as 10.00, which is −2.
 */
export function cashRounding(amountMinor: number, coinMinor: number): number {
  const over = amountMinor % coinMinor;
  return 2 * over >= coinMinor ? (over === 0 ? 0 : coinMinor - over) : 0 - over;
}
