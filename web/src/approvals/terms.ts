import { sum } from '@comptoir/contracts/money';
import { amountOf } from '@comptoir/contracts/pricing';
import type { Order } from '../api/shapes.js';

type Priced = NonNullable<Order['priced']>;

/** A part of a whole in basis points, rounded; of nothing it is none. */
export function shareBps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole);
}

/** How far below its list price a line is sold, in basis points; negative above it. */
export function underListBps({ priceListMinor, unitPriceMinor }: Priced['lines'][number]): number {
  return shareBps(priceListMinor - unitPriceMinor, priceListMinor);
}

/** How far below list prices a whole order is sold, discounts counted, in basis points; negative above them. */
export function orderUnderListBps({ lines, pricesIncludeTax, netMinor, grossMinor }: Priced): number {
  const listMinor = sum(lines.map((line) => amountOf(line.priceListMinor, line.quantity, line.quantityDecimals)));
  return shareBps(listMinor - (pricesIncludeTax ? grossMinor : netMinor), listMinor);
}
