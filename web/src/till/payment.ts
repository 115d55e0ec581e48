import type { Payment } from '../api/shapes.js';
import { parseAmount } from '../money.js';
import { cartTotals, type Cart } from './cart.js';
import { EAN_8 } from './scan.js';

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

/** Nobody tenders this many times the amount due. */
const TOO_MUCH = 10;

/** Whether the text in the field for cash is a barcode, from a scanner too slow to be told from a person. */
export function isBarcode(given: string, dueMinor: number, currency: string): boolean {
  const text = given.trim();
  const minor = parseAmount(text, currency);
  return /^\d+$/.test(text) && text.length >= EAN_8 && (minor === undefined || minor > TOO_MUCH * dueMinor);
}
