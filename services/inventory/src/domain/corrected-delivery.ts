import type { DeliveryView } from '@comptoir/contracts';
import type { Batch } from './records.js';

type DeliveredBatch = DeliveryView['batches'][number];

/**
 * The lines of a delivery as its corrections left them: what its supplier is expected to bill. A line of which nothing is left
 * falls away, unless nothing is left of the whole delivery.
 */
export function correctedBatches({ batches, corrections = [] }: DeliveryView): DeliveredBatch[] {
  const lines = new Map(batches.map((batch) => [batch.batchId, batch]));
  for (const { kind, batchId, quantity, owedCostMinor, newBatchId } of corrections) {
    const line = lines.get(batchId)!;
    if (kind === 'more') {
      const { extraCostMinor: _extra, ...facts } = line;
      lines.set(newBatchId!, { ...facts, batchId: newBatchId!, quantity, costMinor: owedCostMinor });
    } else {
      const left = kind === 'fewer' ? line.quantity - quantity : line.quantity;
      lines.set(batchId, { ...line, quantity: left, costMinor: line.costMinor + owedCostMinor });
    }
  }
  const left = [...lines.values()].filter((line) => line.quantity > 0);
  return left.length > 0 ? left : [...lines.values()];
}

/** The delivery with its lines as its corrections left them. */
export function correctedDelivery(delivery: DeliveryView): DeliveryView {
  return delivery.corrections ? { ...delivery, batches: correctedBatches(delivery) } : delivery;
}

/** Batches as a difference in price looks at them: of the units received, those that a correction took away never came. */
export function correctedReceipts(batches: readonly Batch[], deliveries: readonly DeliveryView[]): Batch[] {
  const received = new Map(deliveries.flatMap((one) => one.batches.map((line) => [line.batchId, line.quantity])));
  return batches.map((batch) => ({
    ...batch,
    receivedQty: Math.max(received.get(batch._id) ?? batch.receivedQty, batch.remainingQty, 1),
  }));
}
