import { cashRounding } from '@comptoir/contracts/money';
import { sum } from '@comptoir/contracts/money';
import type { Payment, Store } from '../api/shapes.js';
import { parseAmount } from '../money.js';
import { cartTotals, type PricedCart } from './cart.js';
import { EAN_8 } from './scan.js';

/** How a sale is paid; on account nothing is paid now. */
export type Means = Payment['method'] | 'account';

/** What is typed in the payment: the parts taken so far, and the one that is being typed. */
export interface TypedPayment {
  readonly means: Means;
  /** The amount; for cash what the customer hands over. Empty: all that is left. */
  readonly given: string;
  readonly reference: string;
  readonly taken: readonly Payment[];
  /** What the shop owes the customer, minor units. */
  readonly creditMinor: number;
}

/** The payment offered for a cart, minor units. */
export interface Offer {
  readonly dueMinor: number;
  /** What the parts taken so far leave. */
  readonly leftMinor: number;
  /** What is left by these means: cash in whole coins. */
  readonly toPayMinor: number;
  /** The amount typed, of cash what is tendered; undefined when the text is no amount. */
  readonly tenderedMinor: number | undefined;
  /** The rest is not paid by what is typed: it is less, no amount, or more than these means allow. */
  readonly short: boolean;
  /** What is typed as a part of the payment; undefined where it is none, or the whole rest. */
  readonly part: Payment | undefined;
  /** All payments for the gateway; none when nothing is paid now. */
  readonly payments: readonly Payment[];
}

/** What of a store decides what a cart amounts to, and how cash is taken. */
type SellingTerms = Pick<Store, 'currency' | 'pricesIncludeTax' | 'cashRoundingMinor'>;

/** The payments for a cart; an empty text is the exact amount that is left. */
export function offerOf(cart: PricedCart, typed: TypedPayment, store: SellingTerms): Offer {
  const { means, given, taken, creditMinor } = typed;
  const dueMinor = cartTotals(cart, store.pricesIncludeTax).grossMinor;
  const leftMinor = dueMinor - sum(taken.map((one) => one.amountMinor));
  const isCash = means === 'cash';
  const toPayMinor = leftMinor + (isCash ? cashRounding(Math.max(0, leftMinor), store.cashRoundingMinor) : 0);
  const mostMinor = means === 'credit' ? Math.min(creditMinor, leftMinor) : toPayMinor;
  const tenderedMinor = given.trim() === '' ? mostMinor : parseAmount(given, store.currency);
  const common = { dueMinor, leftMinor, toPayMinor, tenderedMinor };
  if (means === 'account' || leftMinor === 0)
    return { ...common, short: leftMinor < 0, part: undefined, payments: taken };
  const amountMinor = tenderedMinor ?? 0;
  const covers = isCash ? amountMinor >= toPayMinor : amountMinor === leftMinor && amountMinor <= mostMinor;
  const reference = typed.reference.trim();
  const named = reference === '' || isCash || means === 'credit' ? {} : { reference };
  const isPart = amountMinor > 0 && amountMinor < leftMinor && amountMinor <= mostMinor && !covers;
  return {
    ...common,
    short: leftMinor < 0 || tenderedMinor === undefined || !covers,
    part: isPart ? { method: means, amountMinor, ...named } : undefined,
    payments: [
      ...taken,
      {
        method: means,
        amountMinor: leftMinor,
        ...(isCash && tenderedMinor !== undefined ? { tenderedMinor } : {}),
        ...named,
      },
    ],
  };
}

/** The means that are left to choose: cash and credit once each; credit where there is some, an account for those who have one. */
export function meansLeft(
  { taken, creditMinor }: Pick<TypedPayment, 'taken' | 'creditMinor'>,
  hasAccount: boolean,
): readonly Means[] {
  const once = new Set(taken.map((one) => one.method));
  const all: readonly Means[] = [
    ...(once.has('cash') ? [] : (['cash'] as const)),
    'card',
    'transfer',
    'cheque',
    ...(creditMinor > 0 && !once.has('credit') ? (['credit'] as const) : []),
    ...(hasAccount ? (['account'] as const) : []),
  ];
  return all;
}

/** Nobody tenders this many times the amount due. */
const TOO_MUCH = 10;

/** Whether the text in the field for an amount is a barcode, from a scanner too slow to be told from a person. */
export function isBarcode(given: string, dueMinor: number, currency: string): boolean {
  const text = given.trim();
  const minor = parseAmount(text, currency);
  return /^\d+$/.test(text) && text.length >= EAN_8 && (minor === undefined || minor > TOO_MUCH * dueMinor);
}
