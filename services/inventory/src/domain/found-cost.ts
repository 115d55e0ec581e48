import { costShareOf } from '@comptoir/contracts';

/**
 * The rule for what found units cost, "as the newest batch": what as many units of the batch that came last cost, by
 * cumulative share of all units it brought, rounded down; minor units. More units than it brought cost it as often as they
 * hold it, and the share of the rest.
 */
export function costAsNewestBatch(
  { receivedQty, costMinor }: { readonly receivedQty: number; readonly costMinor: number },
  quantity: number,
): number {
  const times = Math.floor(quantity / receivedQty);
  return times * costMinor + costShareOf(costMinor, receivedQty, quantity % receivedQty);
}
