import type { Back } from './order-guards.js';
import type { OrderRecord } from './records.js';
import { paidMinorOf } from './tender.js';

/** What stays to be paid of an order after the payments that came with its checkout, minor units; later it is Σ of the journal. */
export function owedAfterCheckout({ priced, checkout }: Pick<OrderRecord, 'priced' | 'checkout'>): number {
  return (priced?.grossMinor ?? 0) - paidMinorOf(checkout?.payments ?? []);
}

/** How much of what was sold came back, from units. */
export function backOf(soldUnits: number, returnedUnits: number): Back {
  if (returnedUnits === 0) return 'nothing';
  return returnedUnits < soldUnits ? 'part' : 'everything';
}
