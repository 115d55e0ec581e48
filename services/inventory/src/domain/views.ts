import type { BatchView, StockView } from '@comptoir/contracts';
import type { Batch, Hold, Level } from './records.js';

/** A batch as others see it. */
export function batchViewOf(batch: Batch): BatchView {
  const {
    _id,
    storeId,
    productId,
    origin,
    originId,
    returnOf,
    receivedQty,
    costMinor,
    remainingQty,
    remainingCostMinor,
    receivedAt,
  } = batch;
  const currency = batch.currency as BatchView['currency'];
  return {
    batchId: _id,
    storeId,
    productId,
    origin,
    originId,
    returnOf,
    receivedQty,
    costMinor,
    remainingQty,
    remainingCostMinor,
    currency,
    receivedAt,
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
  const own = batches.filter((batch) => batch.levelKey === level._id).sort((a, b) => a.seq - b.seq);
  return {
    storeId: level.storeId,
    productId: level.productId,
    available: own.reduce((total, batch) => total + batch.remainingQty, 0),
    held: held.get(level._id) ?? 0,
    version: level.version,
    batches: own.map(batchViewOf),
  };
}
