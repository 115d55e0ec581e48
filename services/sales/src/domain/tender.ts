import {
  cashRounding,
  salesErrors,
  sum,
  type Coins,
  type Currency,
  type Payment,
  type PaymentMethod,
} from '@comptoir/contracts';
import { formatAmount, withinLimits } from './format-amount.js';
import type { FrozenPayment } from './records.js';

/**
 * A payment with its rounding and its change, minor units. Refuses less tendered than is to be paid, and more on anything
 * but cash. Where nothing is said, exactly what is due was tendered.
 */
export function tender({ method, amountMinor, tenderedMinor, reference }: Payment, coins: Coins): FrozenPayment {
  const roundingMinor = method === 'cash' ? cashRounding(amountMinor, coins.cashRoundingMinor) : 0;
  const dueMinor = amountMinor + roundingMinor;
  const givenMinor = tenderedMinor ?? dueMinor;
  if (givenMinor < dueMinor) {
    throw salesErrors.paymentTenderedTooLow(
      `${formatAmount(givenMinor, coins.currency)} given is less than the ${formatAmount(dueMinor, coins.currency)} to be paid.`,
      { tenderedMinor: givenMinor, amountMinor: dueMinor },
    );
  }
  if (method !== 'cash' && givenMinor > dueMinor) {
    throw salesErrors.paymentTooHigh(
      `Only cash gives change: a ${method} payment is exactly ${formatAmount(dueMinor, coins.currency)}.`,
      { method, tenderedMinor: givenMinor, amountMinor: dueMinor },
    );
  }
  const made = { method, amountMinor, tenderedMinor: givenMinor, changeMinor: givenMinor - dueMinor, roundingMinor };
  return reference === undefined ? made : { ...made, reference };
}

/** Who pays: a walk-in has no account, and neither owes nor has a credit. */
export interface Payer {
  readonly _id: string;
  readonly kind: 'walkIn' | 'person' | 'company';
}

/**
 * The payments of a checkout as they are kept. Together they are at most the total (`payment.too-high`); a walk-in pays all
 * of it (`payment.walk-in-must-pay`) and has no credit to pay with.
 */
export function tenderAll(
  payments: readonly Payment[],
  grossMinor: number,
  coins: Coins,
  payer: Payer,
): FrozenPayment[] {
  const amountMinor = withinLimits({}, () => sum(payments.map((one) => one.amountMinor)));
  if (amountMinor > grossMinor) {
    throw salesErrors.paymentTooHigh(
      `The payment of ${formatAmount(amountMinor, coins.currency)} is more than the total of ${formatAmount(grossMinor, coins.currency)}.`,
      { amountMinor, grossMinor },
    );
  }
  if (payer.kind === 'walkIn') {
    if (amountOf(payments, 'credit') > 0) throw noAccount(payer);
    if (amountMinor < grossMinor) {
      throw salesErrors.walkInMustPay(`A walk-in customer pays in full: ${formatAmount(grossMinor, coins.currency)}.`, {
        customerId: payer._id,
        amountMinor,
        grossMinor,
      });
    }
  }
  return payments.map((one) => tender(one, coins));
}

/** Sum of the payments by one method, minor units. */
export function amountOf(
  payments: readonly { readonly method: PaymentMethod; readonly amountMinor: number }[],
  method: PaymentMethod,
): number {
  return sum(payments.filter((one) => one.method === method).map((one) => one.amountMinor));
}

/** Sum of payments, minor units. */
export function paidMinorOf(payments: readonly { readonly amountMinor: number }[]): number {
  return sum(payments.map((one) => one.amountMinor));
}

/** Whether a checkout needs to know what the customer owes: something stays unpaid, or credit is used. */
export function usesAccount(
  grossMinor: number,
  payments: readonly { readonly method: PaymentMethod; readonly amountMinor: number }[],
): boolean {
  return paidMinorOf(payments) < grossMinor || amountOf(payments, 'credit') > 0;
}

/** Refuses `payment.credit-too-low` where more credit is used than the shop owes the customer, minor units. */
export function requireCredit(usedMinor: number, creditMinor: number, currency: Currency): void {
  if (usedMinor <= creditMinor) return;
  throw salesErrors.creditTooLow(
    `The customer has a credit of ${formatAmount(creditMinor, currency)}, less than the ${formatAmount(usedMinor, currency)} asked for.`,
    { creditMinor, amountMinor: usedMinor },
  );
}

/** The refusal for a walk-in who would owe later, or have a credit. */
export function noAccount(payer: Payer): Error {
  return salesErrors.walkInHasNoAccount(
    'A walk-in customer has no account: there is nothing to pay later and no credit. Choose the customer by name.',
    { customerId: payer._id },
  );
}
