import { salesErrors, sum, type ApprovalReason, type Currency, type Payment } from '@comptoir/contracts';
import type { Balance, CustomerRecord, FrozenPayment } from './records.js';
import { formatAmount, withinLimits } from './format-amount.js';

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
    throw salesErrors.paymentTooHigh(
      `The payment of ${formatAmount(amountMinor, currency)} is more than the total of ${formatAmount(grossMinor, currency)}.`,
      { amountMinor, grossMinor },
    );
  }
  if (customer.kind === 'walkIn' && amountMinor < grossMinor) {
    throw salesErrors.walkInMustPay(`A walk-in customer pays in full: ${formatAmount(grossMinor, currency)}.`, {
      customerId: customer._id,
      amountMinor,
      grossMinor,
    });
  }
  if (!payment) return undefined;
  const tenderedMinor = payment.tenderedMinor ?? amountMinor;
  if (tenderedMinor < amountMinor) {
    throw salesErrors.paymentTenderedTooLow(
      `${formatAmount(tenderedMinor, currency)} given is less than the ${formatAmount(amountMinor, currency)} to be paid.`,
      { tenderedMinor, amountMinor },
    );
  }
  if (payment.method !== 'cash' && tenderedMinor > amountMinor) {
    throw salesErrors.paymentTooHigh(
      `Only cash gives change: a ${payment.method} payment is exactly ${formatAmount(amountMinor, currency)}.`,
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
    owedMinor,
    message: `The customer would owe ${formatAmount(owedMinor, currency)}, the limit is ${formatAmount(limitMinor, currency)}`,
  };
}

/** What a customer owes in one currency; 0 when the journal has nothing. */
export function balanceIn(balances: readonly Balance[], currency: Currency): number {
  return balances.find((balance) => balance.currency === currency)?.balanceMinor ?? 0;
}
