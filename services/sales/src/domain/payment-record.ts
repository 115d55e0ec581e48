import type { CommandContext, StoreView } from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { FrozenPayment, PaymentRecord } from './records.js';

/** Code of payments in their numbers, such as ALG1-P-2026-000042. */
export const PAYMENT_SERIES = 'P';

/** Everything of a payment but what is common to all. */
export type PaymentFacts = Pick<
  PaymentRecord,
  '_id' | 'kind' | 'direction' | 'customerId' | 'allocations' | 'creditMinor'
> &
  Partial<Pick<PaymentRecord, 'through' | 'saleId' | 'correctionId' | 'reverses' | 'reason'>>;

/** Where and when a payment is made. */
export interface PaymentPlace {
  readonly store: Pick<StoreView, 'storeId' | 'currency'>;
  readonly businessDay: string;
  readonly number: string;
}

/** A payment as it is kept. */
export function paymentRecord(
  facts: PaymentFacts,
  made: FrozenPayment,
  { store, businessDay, number }: PaymentPlace,
  moment: Pick<CommandContext, 'now' | 'actor' | 'sagaId'>,
): PaymentRecord {
  return omitUndefined({
    ...facts,
    ...made,
    number,
    storeId: store.storeId,
    currency: store.currency,
    businessDay,
    at: moment.now,
    by: moment.actor.id,
    sagaId: moment.sagaId,
  });
}

/** The payment as others see it. */
export function paymentView(record: PaymentRecord, reversedBy?: string) {
  const { _id, allocations, ...fields } = record;
  return omitUndefined({ paymentId: _id, ...fields, allocations: [...allocations], reversedBy });
}
