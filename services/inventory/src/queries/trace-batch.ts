import { inventory, inventoryErrors, MAX_TRACED_MOVEMENTS, type TracedBatch } from '@comptoir/contracts';
import type { Batch } from '../domain/records.js';
import { costOfMovement, unitsOf } from '../domain/stock-card.js';
import { stockDocumentsOf } from '../reads/stock-documents.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

/** Units that go from store to store and back do so a few times; a longer way is cut. */
const MOST_STEPS = 50;

/**
 * A batch both ways. Back: the batch its units were in before, as often as there is one, then the delivery that brought them
 * first, and the papers with a line of it or of extra costs of its delivery. On: all that moved of it, and the batches that its units are in since. Costs as
 * much as the product has movements in the store.
 */
export const traceBatch = on.query(inventory.traceBatch, async (store, { batchId }) => {
  const [batch] = await store.batches([batchId]);
  if (!batch) throw inventoryErrors.batchUnknown('There is no such batch.', { batchId });
  const before = await batchesBefore(store, batch);
  const first = before.at(-1) ?? batch;
  const delivery = await store.delivery(batch.deliveryId);
  if (!delivery) throw new Error(`batch ${batchId} names delivery ${batch.deliveryId}, which is not there`);
  const bills = await store.billsOfGoods([first._id, batch.deliveryId]);
  const moved = (await store.cardMovements(batch.storeId, batch.productId, '~'))
    .filter((one) => one.batchId === batchId)
    .toReversed();
  const shown = moved.slice(0, MAX_TRACED_MOVEMENTS);
  const after = await store.batchesAfter(batchId);
  const batches = await tracedBatches(store, [batch, ...before, ...after]);
  const documents = await stockDocumentsOf(store, shown);
  const {
    _id: deliveryId,
    storeId,
    reference,
    supplierId,
    supplierName,
    purchaseOrderId,
    purchaseOrderNumber,
  } = delivery;
  const { stockCountId, stockCountNumber, opening, receivedAt } = delivery;
  return {
    storeId: batch.storeId,
    batch: batches[0]!,
    before: batches.slice(1, before.length + 1),
    delivery: {
      ...{ deliveryId, storeId, reference, supplierId, supplierName, purchaseOrderId, purchaseOrderNumber },
      ...{ stockCountId, stockCountNumber, opening, receivedAt },
    },
    bills: bills.map(({ _id: billId, kind, number, billDay, reversed }) => ({
      ...{ billId, kind, number, billDay },
      ...(reversed ? { reversed: true as const } : {}),
    })),
    movements: shown.map((movement, at) => ({
      movementId: movement._id,
      kind: movement.kind,
      quantity: unitsOf(movement),
      costMinor: costOfMovement(movement),
      document: documents[at]!,
      by: movement.by,
      occurredAt: movement.occurredAt,
    })),
    olderMovements: moved.length - shown.length,
    after: batches.slice(before.length + 1),
  };
});

async function batchesBefore(store: InventoryStore, batch: Batch): Promise<Batch[]> {
  const before: Batch[] = [];
  for (let parent = batch.movedFrom ?? batch.returnOf; parent !== undefined && before.length < MOST_STEPS;) {
    const [found] = await store.batches([parent]);
    if (!found) break;
    before.push(found);
    parent = found.movedFrom ?? found.returnOf;
  }
  return before;
}

async function tracedBatches(store: InventoryStore, batches: readonly Batch[]): Promise<TracedBatch[]> {
  const documents = await stockDocumentsOf(
    store,
    batches.map(({ _id: batchId, originId: ref }) => ({ batchId, ref })),
  );
  return batches.map((batch, at) => ({
    batchId: batch._id,
    storeId: batch.storeId,
    productId: batch.productId,
    origin: batch.origin,
    document: documents[at]!,
    receivedQty: batch.receivedQty,
    remainingQty: batch.remainingQty,
    costMinor: batch.costMinor,
    currency: batch.currency as TracedBatch['currency'],
    receivedAt: batch.receivedAt,
  }));
}
