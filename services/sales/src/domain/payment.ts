import { salesRefusals, sum, type ApprovalReason, type Currency, type Payment } from '@comptoir/contracts';
import type { Balance, CustomerRecord, FrozenPayment } from './records.js';
import { amountInWords, withinLimits } from './words.js';

/**
 * The payment with its change, minor units. Refuses more than the total (`payment.too-high`), less tendered than paid or
 * more on anything but cash, and a walk-in customer who does not pay in full.
 */
export function freezePayment(
  payment: Payment | undefined,
  grossMinor: number,
  currency: Currency,
  customer: Pick<CustomerRecord, '_id' | 'kind'>,
): FrozenPayment | undefined {
  const amountMinor = payment?.amountMinor ?? 0;
  if (amountMinor > grossMinor) {
    throw salesRefusals.paymentTooHigh(
      `The payment of ${amountInWords(amountMinor, currency)} is more than the total of ${amountInWords(grossMinor, currency)}.`,
      { amountMinor, grossMinor },
    );
  }
  if (customer.kind === 'walkIn' && amountMinor < grossMinor) {
    throw salesRefusals.walkInMustPay(`A walk-in customer pays in full: ${amountInWords(grossMinor, currency)}.`, {
      customerId: customer._id,
      amountMinor,
      grossMinor,
    });
  }
  if (!payment) return undefined;
  const tenderedMinor = payment.tenderedMinor ?? amountMinor;
  if (tenderedMinor < amountMinor) {
    throw salesRefusals.paymentTenderedTooLow(
      `${amountInWords(tenderedMinor, currency)} given is less than the ${amountInWords(amountMinor, currency)} to be paid.`,
      { tenderedMinor, amountMinor },
    );
  }
  if (payment.method !== 'cash' && tenderedMinor > amountMinor) {
    throw salesRefusals.paymentTooHigh(
      `Only cash gives change: a ${payment.method} payment is exactly ${amountInWords(amountMinor, currency)}.`,
      { method: payment.method, tenderedMinor, amountMinor },
    );
  }
  return { method: payment.method, amountMinor, tenderedMinor, changeMinor: tenderedMinor - amountMinor };
}

/**
 * Whether what stays open would pass the customer's credit limit: balance + open part > limit, all in one currency.
 * A limit in another currency, or none, allows nothing. Answers the reason for the manager, or nothing.
 */
export function creditReason(
  customer: Pick<CustomerRecord, 'name' | 'creditLimit'>,
  balances: readonly Balance[],
  openMinor: number,
  currency: Currency,
): ApprovalReason | undefined {
  if (openMinor <= 0) return undefined;
  const limitMinor = customer.creditLimit?.currency === currency ? customer.creditLimit.minor : 0;
  const balanceMinor = balanceIn(balances, currency);
  const owedMinor = withinLimits({ balanceMinor, openMinor }, () => sum([balanceMinor, openMinor]));
  if (owedMinor <= limitMinor) return undefined;
  return {
    code: 'credit.over-limit',
    message: `${customer.name} would owe ${amountInWords(owedMinor, currency)}, the limit is ${amountInWords(limitMinor, currency)}`,
  };
}

/** What a customer owes in one currency; 0 when the journal has nothing. */
export function balanceIn(balances: readonly Balance[], currency: Currency): number {
  return balances.find((balance) => balance.currency === currency)?.balanceMinor ?? 0;
}
