import type { Records } from './records.js';

type Line = Records['sales'][number]['lines'][number];

/** Numerator / denominator to the nearest whole number, up from a half on. */
export function nearest(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** What a line amounts to before discounts, on the terms of its sale, minor units. */
export function amountOf({
  unitPriceMinor,
  quantity,
  quantityDecimals,
}: Pick<Line, 'unitPriceMinor' | 'quantity' | 'quantityDecimals'>): number {
  return nearest(BigInt(unitPriceMinor) * BigInt(quantity), 10n ** BigInt(quantityDecimals));
}
