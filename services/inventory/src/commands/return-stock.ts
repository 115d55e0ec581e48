import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideReturnStock } from '../domain/return.js';
import { levelsWithThresholds } from '../reads/levels-with-thresholds.js';
import { on } from '../store/inventory-store.js';
import { concurrentChange } from '../domain/concurrent-change.js';

/** Sold units come back: a new batch at the original cost, or a write-off. */
export const returnStock = on.command(inventory.returnStock, {
  keys: (input) => [input.saleId, ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId))],
  load: async (store, input) => {
    const productIds = input.lines.map((line) => line.productId);
    const batchIds = input.soldIn === undefined ? [] : [...new Set(input.lines.map((line) => line.batchId))];
    return {
      known: await store.isReturned(input.correctionId),
      hold: (await store.holdOfSale(input.saleId)) ?? undefined,
      ...(await levelsWithThresholds(store, input.storeId, productIds)),
      sold: batchIds.length > 0 ? await store.batches(batchIds) : [],
    };
  },
  decide: (state, input, context) => {
    const { correctionId, saleId, storeId, currency } = input;
    const taken = decideReturnStock(state, input, context);
    const changed = eventsOfLevels(taken.levels);
    const costMinor = taken.writtenOffMinor;
    const lost =
      costMinor === undefined
        ? []
        : [
            raise(inventoryEvents.stockWrittenOff, {
              correctionId,
              saleId,
              storeId,
              currency,
              costMinor,
              writtenOffAt: context.now,
              writtenOffBy: context.actor.id,
            }),
          ];
    return {
      taken,
      hold: state.hold!,
      thresholds: state.thresholds,
      reply: { batchIds: taken.batches.map((batch) => batch._id) },
      events: [...changed, ...lost],
    };
  },
  save: (store, { taken, hold, thresholds, reply }, input, context) => [
    ...store.insertBatches(taken.batches),
    ...store.changeLevels(taken.levels),
    ...store.touchThresholds(thresholds, taken.levels),
    store.noteReturned(hold, taken.returned),
    store.insertReturn({
      _id: input.correctionId,
      saleId: input.saleId,
      storeId: input.storeId,
      holdId: hold._id,
      currency: input.currency,
      lines: input.lines,
      batchIds: reply.batchIds,
      ...(taken.deliveryIds ? { deliveryIds: taken.deliveryIds } : {}),
      at: context.now,
      by: context.actor.id,
    }),
    ...store.insertMovements(taken.movements),
  ],
  duplicate: (input) => concurrentChange({ correctionId: input.correctionId }),
});
