import type { Payment } from '../api/shapes.js';
import { parseAmount } from '../money.js';
import { cartTotals, type Cart } from './cart.js';

/** How a sale is paid; on account nothing is paid now. */
export type Means = Payment['method'] | 'account';

/** The payment offered for a cart, minor units. */
export interface Offer {
  readonly dueMinor: number;
  /** Cash tendered; undefined when the typed text is no amount. */
  readonly tenderedMinor: number | undefined;
  /** The cash tendered is less than the amount due, or no amount. */
  readonly short: boolean;
  /** The payment for the gateway; undefined when nothing is paid now. */
  readonly payment: Payment | undefined;
}

/** The payment for a cart by these means; an empty text is the exact amount. */
export function offerOf(cart: Cart, means: Means, given: string, currency: string): Offer {
  const dueMinor = cartTotals(cart).grossMinor;
  const tenderedMinor = given.trim() === '' ? dueMinor : parseAmount(given, currency);
  const short = means === 'cash' && (tenderedMinor === undefined || tenderedMinor < dueMinor);
  const payment: Payment | undefined =
    means === 'account' || dueMinor === 0
      ? undefined
      : {
          method: means,
          amountMinor: dueMinor,
          ...(means === 'cash' && tenderedMinor !== undefined ? { tenderedMinor } : {}),
        };
  return { dueMinor, tenderedMinor, short, payment };
}
