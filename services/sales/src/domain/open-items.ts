import {
  payOldestFirst,
  salesErrors,
  sum,
  type ApprovalReason,
  type Currency,
  type OpenItem,
  type PaidSale,
} from '@comptoir/contracts';
import { formatAmount, withinLimits } from './format-amount.js';
import type { Balance, CustomerRecord } from './records.js';

/** What money paid or given back does: the sales it pays, in order, and what is left of it; minor units. */
export interface Allocated {
  readonly allocations: PaidSale[];
  readonly leftMinor: number;
}

/**
 * Pays open sales from an amount, minor units: those named with their amounts, else the oldest first. Items are in order of
 * age. Refuses a named sale that is not among them or owes less, and named amounts that are more than the whole.
 */
export function allocatePayment(
  amountMinor: number,
  items: readonly OpenItem[],
  named: readonly PaidSale[] | undefined,
  currency: Currency,
): Allocated {
  const open = items.filter((item) => item.currency === currency);
  if (!named) return payOldestFirst(amountMinor, open);
  const namedMinor = withinLimits({}, () => sum(named.map((one) => one.amountMinor)));
  if (namedMinor > amountMinor) {
    throw salesErrors.paymentTooHigh(
      `${formatAmount(namedMinor, currency)} are to be paid, of a payment of ${formatAmount(amountMinor, currency)}.`,
      { amountMinor, namedMinor },
    );
  }
  for (const [saleId, parts] of Map.groupBy(named, (one) => one.saleId)) {
    const openMinor = open.find((item) => item.saleId === saleId)?.openMinor ?? 0;
    const askedMinor = sum(parts.map((one) => one.amountMinor));
    if (askedMinor > openMinor) {
      throw salesErrors.nothingOpen(
        `${formatAmount(openMinor, currency)} are open of this sale, not ${formatAmount(askedMinor, currency)}: read it again.`,
        { saleId, openMinor, askedMinor },
      );
    }
  }
  return { allocations: [...named], leftMinor: amountMinor - namedMinor };
}

/** The sales that a payment leaves with nothing to be paid. */
export function settledSales(items: readonly OpenItem[], allocations: readonly PaidSale[]): string[] {
  const paid = new Map<string, number>();
  for (const { saleId, amountMinor } of allocations) paid.set(saleId, (paid.get(saleId) ?? 0) + amountMinor);
  return items.filter((item) => paid.get(item.saleId) === item.openMinor).map((item) => item.saleId);
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

/** What a customer owes in one currency, less the credit the customer has; 0 when the journal has nothing. */
export function balanceIn(balances: readonly Balance[], currency: Currency): number {
  return balances.find((balance) => balance.currency === currency)?.balanceMinor ?? 0;
}

/** What the shop owes a customer in one currency, minor units. */
export function creditIn(balances: readonly Balance[], currency: Currency): number {
  return balances.find((balance) => balance.currency === currency)?.creditMinor ?? 0;
}
