import {
  daysBetween,
  salesErrors,
  type ApprovalReason,
  type Currency,
  type PaymentMethod,
  type ReturnLimits,
} from '@comptoir/contracts';
import { formatAmount } from './format-amount.js';

/**
 * What a person without a manager's rights may do, in amounts, days and numbers. The gateway knows who has which right and
 * sends the limits with the command; here they are applied, and nowhere else.
 */

/** Why no tax is charged on an order; refuses `order.tax-free-reason-missing`. Nothing on an order that is taxed. */
export function taxFreeReasonOf(order: {
  readonly taxed: boolean;
  readonly taxFreeReason?: string | undefined;
}): string | undefined {
  if (order.taxed) return undefined;
  if (order.taxFreeReason !== undefined) return order.taxFreeReason;
  throw salesErrors.taxFreeReasonMissing('An order without tax says why: name the reason in taxFreeReason.', {
    issues: [{ field: 'taxFreeReason', fault: 'is missing' }],
  });
}

/** The approval an order without tax needs where the person has no right to sell tax-free; refuses one without a reason. */
export function taxFreeApproval(
  order: Parameters<typeof taxFreeReasonOf>[0],
  maySellTaxFree: boolean,
): ApprovalReason[] {
  const reason = taxFreeReasonOf(order);
  if (reason === undefined || maySellTaxFree) return [];
  return [{ code: 'taxFree', message: 'No tax is charged, for the reason given in the order' }];
}

/** Refuses `approval.queue-full` when as many orders of the store wait for a manager as may; each of them holds stock. */
export function requireFreeApprovalSlot(
  order: { readonly _id: string; readonly storeId: string },
  waiting: number,
  maxWaiting: number | undefined,
): void {
  if (maxWaiting === undefined || waiting < maxWaiting) return;
  throw salesErrors.approvalQueueFull(
    `${maxWaiting} orders of this store wait for a manager already, and no more may. Ask a manager to decide them first.`,
    { orderId: order._id, storeId: order.storeId, limit: maxWaiting },
  );
}

/** A return as its limits see it. */
export interface ReturnFacts {
  readonly currency: Currency;
  /** Gross of this return and of all earlier ones of the same sale, minor units. */
  readonly grossMinor: number;
  /** Business days of the sale and of the return, YYYY-MM-DD. */
  readonly soldOn: string;
  readonly today: string;
  /** How the sale was paid. */
  readonly paidBy: readonly PaymentMethod[];
  /** Cash that would be paid out for what was paid otherwise, minor units. */
  readonly cashForOtherMeansMinor: number;
}

/** Refuses `return.above-limit`, `return.too-late` and `refund.not-in-cash` where a return goes beyond the limits; none without limits. */
export function requireReturnAllowed(limits: ReturnLimits | undefined, facts: ReturnFacts): void {
  if (!limits) return;
  const { maxGrossMinor, maxDays, cashForOtherMeans } = limits;
  const { currency, grossMinor, paidBy } = facts;
  if (maxGrossMinor !== undefined && grossMinor > maxGrossMinor) {
    throw salesErrors.returnAboveLimit(
      `${formatAmount(grossMinor, currency)} would have come back of this sale; above ${formatAmount(maxGrossMinor, currency)} a manager takes it back.`,
      { grossMinor, maxGrossMinor },
    );
  }
  const days = daysBetween(facts.soldOn, facts.today);
  if (maxDays !== undefined && days > maxDays) {
    throw salesErrors.returnTooLate(`This was sold ${days} days ago; after ${maxDays} days a manager takes it back.`, {
      days,
      maxDays,
    });
  }
  if (facts.cashForOtherMeansMinor > 0 && !cashForOtherMeans) {
    throw salesErrors.refundNotInCash(
      `This was paid by ${paidBy.join(' and ')}: pay it back the same way or to the account; only a manager pays it out in cash.`,
      { paidBy: paidBy.join(', ') },
    );
  }
}
