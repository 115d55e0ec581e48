import type { PaymentMade, PaymentMethod } from './invoicing.js';
import { cashRounding, sum, type Currency } from './kernel/money.js';
import type { OpenItem, PaidSale, PaymentView } from './payments.js';
import type { RefundTo } from './sales.js';

/** How what comes back is settled: shared by sales, which books it, and the pages, which say it before. No schema is loaded. */

/** What decides how cash is taken: the currency, and the smallest coin in minor units. */
export interface Coins {
  readonly currency: Currency;
  readonly cashRoundingMinor: number;
}

/** Pays open sales of one currency from an amount, the oldest first; items are in order of age, amounts in minor units. */
export function payOldestFirst(
  amountMinor: number,
  open: readonly Pick<OpenItem, 'saleId' | 'openMinor'>[],
): { allocations: PaidSale[]; leftMinor: number } {
  const allocations: PaidSale[] = [];
  let leftMinor = amountMinor;
  for (const { saleId, openMinor } of open) {
    const paidMinor = Math.min(leftMinor, openMinor);
    if (paidMinor > 0) allocations.push({ saleId, amountMinor: paidMinor });
    leftMinor -= paidMinor;
  }
  return { allocations, leftMinor };
}

/** What was paid on a sale by one method and not paid back, minor units; the method used last comes first. */
export interface PaidBy {
  readonly method: PaymentMethod;
  readonly amountMinor: number;
}

/** What of a payment tells what was paid on a sale. */
type Counting = Pick<PaymentView, 'kind' | 'direction' | 'method' | 'amountMinor' | 'allocations' | 'saleId'>;

/**
 * What was paid on a sale, by method, the last one first: its payments less its refunds, in order of time. Reversals and
 * what they reverse are left out by the caller. A refund by another method than the sale was paid by counts against the
 * payments from the last one on.
 */
export function paidByMethod(saleId: string, counting: readonly Counting[]): PaidBy[] {
  const left = new Map<PaymentMethod, number>();
  for (const one of counting.filter(({ direction }) => direction === 'in').toReversed()) {
    const partMinor = sum(one.allocations.filter((part) => part.saleId === saleId).map((part) => part.amountMinor));
    left.set(one.method, (left.get(one.method) ?? 0) + partMinor);
  }
  for (const one of counting.filter((each) => each.kind === 'refund' && each.saleId === saleId)) {
    const ordered = [one.method, ...[...left.keys()].filter((method) => method !== one.method)];
    let goneMinor = one.amountMinor;
    for (const method of ordered) {
      const takenMinor = Math.min(goneMinor, left.get(method) ?? 0);
      if (takenMinor > 0) left.set(method, (left.get(method) ?? 0) - takenMinor);
      goneMinor -= takenMinor;
    }
  }
  return [...left]
    .filter(([, amountMinor]) => amountMinor > 0)
    .map(([method, amountMinor]) => ({ method, amountMinor }));
}

/** What a correction settles. */
export interface RefundAsked {
  /** Gross of what comes back. */
  readonly grossMinor: number;
  /** What is owed of the sale itself before it comes back. */
  readonly ownOpenMinor: number;
  /** The customer's other sales of which something is owed, the oldest first. */
  readonly others: readonly Pick<OpenItem, 'saleId' | 'openMinor' | 'currency'>[];
  readonly refundTo: RefundTo;
  readonly paidBy: readonly PaidBy[];
  readonly isWalkIn: boolean;
}

/** What becomes of the gross of a correction, minor units: ownMinor + Σ settled + refundMinor + creditMinor = gross. */
export interface Refund {
  /** Lowers what is owed of the sale itself. */
  readonly ownMinor: number;
  readonly settled: PaidSale[];
  readonly refundMinor: number;
  readonly refunds: PaymentMade[];
  readonly creditMinor: number;
}

/**
 * What becomes of the gross of what comes back. It first lowers what is owed of the sale, then the customer's other debts,
 * the oldest first; the rest is paid out, or stays as credit. The account of walk-ins is one for all of them, so a credit on
 * it would belong to nobody: a walk-in is always paid out.
 */
export function settleRefund(asked: RefundAsked, coins: Coins): Refund {
  const { grossMinor, ownOpenMinor, others, refundTo, paidBy, isWalkIn } = asked;
  const ownMinor = Math.min(grossMinor, ownOpenMinor);
  const open = others.filter((item) => item.currency === coins.currency);
  const { allocations, leftMinor } = payOldestFirst(grossMinor - ownMinor, open);
  const common = { ownMinor, settled: allocations };
  if (refundTo === 'account' && !isWalkIn) {
    return { ...common, refundMinor: 0, refunds: [], creditMinor: leftMinor };
  }
  const byMethod =
    refundTo === 'original' || refundTo === 'account'
      ? originalMeans(leftMinor, paidBy)
      : [{ method: refundTo, amountMinor: leftMinor }];
  const creditMinor = sum(byMethod.filter((one) => one.method === 'credit').map((one) => one.amountMinor));
  const paidOut = byMethod.filter((one) => one.method !== 'credit' && one.amountMinor > 0);
  return {
    ...common,
    refundMinor: leftMinor - creditMinor,
    refunds: paidOut.map((one) => payOut(one, coins)),
    creditMinor,
  };
}

/** The way it was paid, the last method first; what was paid with credit becomes credit again, and what nothing explains is cash. */
function originalMeans(amountMinor: number, paidBy: readonly PaidBy[]): PaidBy[] {
  let leftMinor = amountMinor;
  const means = paidBy.map(({ method, amountMinor: paidMinor }) => {
    const backMinor = Math.min(leftMinor, paidMinor);
    leftMinor -= backMinor;
    return { method, amountMinor: backMinor };
  });
  return leftMinor > 0 ? [...means, { method: 'cash', amountMinor: leftMinor }] : means;
}

/** Money that leaves the shop; cash is rounded to the smallest coin. */
export function payOut({ method, amountMinor }: PaidBy, coins: Coins, reference?: string): PaymentMade {
  const roundingMinor = method === 'cash' ? cashRounding(amountMinor, coins.cashRoundingMinor) : 0;
  const made = { method, amountMinor, tenderedMinor: amountMinor + roundingMinor, changeMinor: 0, roundingMinor };
  return reference === undefined ? made : { ...made, reference };
}
