import { refundLimit, sum, type RefundTo } from '@comptoir/contracts';
import type { CorrectionRecord, SaleRecord } from './records.js';

/**
 * How the refund of a correction goes out. The account of walk-ins is one for all of them, so a credit on it would belong to
 * nobody: a walk-in is paid out in the means of the payment, cash where nothing was paid.
 */
export function refundToOf(sale: Pick<SaleRecord, 'customer' | 'payment'>, asked: RefundTo): RefundTo {
  return asked === 'account' && sale.customer.kind === 'walkIn' ? (sale.payment?.method ?? 'cash') : asked;
}

/** The most that may be paid out, minor units: the gross, at most what was paid and not refunded before; nothing to the account. */
export function refundableOf(
  sale: Pick<SaleRecord, 'payment'>,
  earlier: readonly Pick<CorrectionRecord, 'refundMinor'>[],
  grossMinor: number,
  refundTo: RefundTo,
): number {
  if (refundTo === 'account') return 0;
  const refundedMinor = sum(earlier.map((correction) => correction.refundMinor));
  return refundLimit(grossMinor, sale.payment?.amountMinor ?? 0, refundedMinor);
}
