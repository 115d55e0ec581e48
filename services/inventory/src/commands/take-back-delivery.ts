import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideTakeBackDelivery } from '../domain/take-back-delivery.js';
import { deliveryViewOf } from '../queries/read-delivery.js';
import { on } from '../store/inventory-store.js';

/** Takes a delivery of opening stock back, once, while all of its units are still there. */
export const takeBackDelivery = on.command(inventory.takeBackDelivery, {
  keys: (input) => [input.deliveryId],
  load: async (store, { deliveryId }) => {
    const record = await store.delivery(deliveryId);
    if (!record) return { batches: [], levels: [] };
    const productIds = [...new Set(record.batches.map((batch) => batch.productId))];
    return {
      delivery: deliveryViewOf(record),
      batches: await store.batches(record.batches.map((batch) => batch.batchId)),
      levels: await store.levels(productIds.map((productId) => levelKeyOf(record.storeId, productId))),
    };
  },
  decide: ({ batches, ...state }, input, context) => {
    const back = decideTakeBackDelivery({ ...state, batches }, input, context);
    const { deliveryId, storeId, currency } = back.delivery;
    const { store, reason } = input;
    return {
      back,
      batches,
      reply: back.delivery,
      events: [
        raise(inventoryEvents.deliveryTakenBack, {
          deliveryId,
          storeId,
          storeCode: store.code,
          currency,
          costMinor: back.costMinor,
          takenBackAt: context.now,
          timeZone: store.timeZone,
          takenBackBy: context.actor.id,
          reason,
        }),
        ...eventsOfLevels(back.levels),
      ],
    };
  },
  save: (store, { back, batches }) => [
    ...store.emptyBatches(batches),
    ...store.changeLevels(back.levels),
    store.noteTakenBack(back.delivery),
    ...store.insertMovements(back.movements),
  ],
});
