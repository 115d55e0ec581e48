import { inventoryErrors, sum, type DeliveryView, type MintingContext } from '@comptoir/contracts';
import { movementOf } from './hold.js';
import { changeLevel, type LevelChange } from './levels.js';
import type { Batch, Level, Movement } from './records.js';

/** A delivery of opening stock taken back: its batches are emptied. */
export interface DeliveryTakenBack {
  readonly delivery: DeliveryView;
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
  /** What its batches cost, minor units. */
  readonly costMinor: number;
}

/** Refuses delivery.not-whole when units of a batch were set aside or sold: what moved on cannot be taken back from here. */
function requireWhole(batches: readonly Batch[], deliveryId: string): void {
  const products = batches
    .filter((batch) => batch.remainingQty !== batch.receivedQty)
    .map(({ productId, receivedQty, remainingQty }) => ({ productId, received: receivedQty, left: remainingQty }));
  if (products.length === 0) return;
  throw inventoryErrors.deliveryNotWhole(
    `Goods of this delivery were set aside or sold, of ${products.length} of its ${batches.length} lines: it can no longer be taken back.`,
    { deliveryId, products },
  );
}

/**
 * Takes a delivery of opening stock back: nothing remains of its batches, and the levels fall by it. Refuses delivery.unknown,
 * delivery.not-opening, delivery.taken-back and delivery.not-whole.
 */
export function decideTakeBackDelivery(
  state: { readonly delivery?: DeliveryView; readonly batches: readonly Batch[]; readonly levels: readonly Level[] },
  { deliveryId, storeId, reason }: { deliveryId: string; storeId: string; reason: string },
  moment: MintingContext,
): DeliveryTakenBack {
  const { delivery, batches } = state;
  if (!delivery || delivery.storeId !== storeId)
    throw inventoryErrors.deliveryUnknown('There is no such delivery in this store.', { deliveryId });
  if (!delivery.opening) {
    throw inventoryErrors.deliveryNotOpening(
      'Only a delivery of opening stock is taken back; the goods of another one go back to their supplier.',
      { deliveryId },
    );
  }
  if (delivery.takenBack)
    throw inventoryErrors.deliveryTakenBack('This delivery was taken back already.', {
      deliveryId,
      at: delivery.takenBack.at,
    });
  requireWhole(batches, deliveryId);
  const ofProduct = Map.groupBy(batches, (batch) => batch.productId);
  const context = { storeId, currency: delivery.currency, ref: deliveryId, moment };
  return {
    delivery: { ...delivery, takenBack: { at: moment.now, by: moment.actor.id, reason } },
    levels: state.levels.map((level) =>
      changeLevel(level, { delta: 0 - sum(ofProduct.get(level.productId)!.map((batch) => batch.receivedQty)) }, moment),
    ),
    movements: batches.map((batch) =>
      movementOf(
        'takenBack',
        { ...batch, batchId: batch._id, quantity: batch.receivedQty },
        [-batch.receivedQty, 0],
        context,
      ),
    ),
    costMinor: sum(batches.map((batch) => batch.costMinor)),
  };
}
