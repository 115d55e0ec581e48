import { paidByMethod, type PaidBy } from '@comptoir/contracts';
import type { FrozenPayment, PaymentRecord } from './records.js';
import { amountOf } from './tender.js';

/** What was paid on a sale, by method, the last one first; `payments` are in order of time, reversals among them. */
export function paidOfSale(saleId: string, payments: readonly PaymentRecord[]): PaidBy[] {
  const reversed = new Set(payments.flatMap((one) => one.reverses ?? []));
  return paidByMethod(
    saleId,
    payments.filter((one) => one.kind !== 'reversal' && !reversed.has(one._id)),
  );
}

/** Cash that is paid out above what came in as cash, minor units. */
export function cashForOtherMeans(refunds: readonly FrozenPayment[], paidBy: readonly PaidBy[]): number {
  return Math.max(0, amountOf(refunds, 'cash') - amountOf(paidBy, 'cash'));
}
