import type { Payment } from '../api/shapes.js';
import { parseAmount } from '../money.js';
import { cartTotals, type Cart } from './cart.js';

/** How a sale is paid; on account nothing is paid now. */
export type Means = Payment['method'] | 'account';

/** What a customer gives for a cart, minor units. */
export interface Offer {
  readonly dueMinor: number;
  /** What is given in cash; undefined when what was typed is no amount. */
  readonly tenderedMinor: number | undefined;
  /** It is less than what is due, or no amount. */
  readonly short: boolean;
  /** The payment as the gateway takes it; undefined when nothing is paid now. */
  readonly payment: Payment | undefined;
}

/** What is given for a cart with these means; nothing typed is the exact amount. */
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
