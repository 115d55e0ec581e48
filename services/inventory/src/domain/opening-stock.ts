import { sum, type OpeningStock } from '@comptoir/contracts';
import type { Batch } from './records.js';

type Received = Pick<Batch, 'productId' | 'deliveryId' | 'receivedQty' | 'costMinor' | 'expiresOn'>;

/** What deliveries of opening stock that were not taken back brought of each product: units, cost and dates of all its batches. */
export function openingStockOf(batches: readonly Received[], takenBack: ReadonlySet<string>): OpeningStock[] {
  const kept = batches.filter((batch) => !takenBack.has(batch.deliveryId));
  return [...Map.groupBy(kept, ({ productId, deliveryId }) => `${productId}/${deliveryId}`)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, same]) => ({
      productId: same[0]!.productId,
      deliveryId: same[0]!.deliveryId,
      quantity: sum(same.map((batch) => batch.receivedQty)),
      costMinor: sum(same.map((batch) => batch.costMinor)),
      expiresOn: [...new Set(same.flatMap((batch) => batch.expiresOn ?? []))].toSorted(),
    }));
}
