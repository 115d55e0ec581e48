import type { BatchView, StockView } from '@comptoir/contracts';
import { inSaleOrder } from './expiry-queues.js';
import type { Batch, Hold, Level } from './records.js';

/** A batch as others see it. */
export function batchViewOf(batch: Batch): BatchView {
  return {
    batchId: batch._id,
    storeId: batch.storeId,
    productId: batch.productId,
    origin: batch.origin,
    originId: batch.originId,
    returnOf: batch.returnOf,
    movedFrom: batch.movedFrom,
    agedSince: batch.agedSince,
    expiresOn: batch.expiresOn,
    receivedQty: batch.receivedQty,
    costMinor: batch.costMinor,
    remainingQty: batch.remainingQty,
    remainingCostMinor: batch.remainingCostMinor,
    currency: batch.currency as BatchView['currency'],
    receivedAt: batch.receivedAt,
  };
}

/** Units set aside of each level by the open holds given. */
export function heldByLevel(holds: readonly Hold[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const hold of holds) {
    for (const line of hold.lines) {
      const key = `${hold.storeId}/${line.productId}`;
      held.set(key, (held.get(key) ?? 0) + line.quantity);
    }
  }
  return held;
}

/** Stock of a level from its live batches (the authority), with the version of the level. */
export function stockViewOf(
  level: Pick<Level, '_id' | 'storeId' | 'productId' | 'version'>,
  batches: readonly Batch[],
  held: ReadonlyMap<string, number>,
): StockView {
  const own = inSaleOrder(batches.filter((batch) => batch.levelKey === level._id));
  return {
    storeId: level.storeId,
    productId: level.productId,
    available: own.reduce((total, batch) => total + batch.remainingQty, 0),
    held: held.get(level._id) ?? 0,
    version: level.version,
    batches: own.map(batchViewOf),
  };
}
