import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideReturnStock } from '../domain/return.js';
import { on } from '../store/inventory-store.js';
import { concurrentChange } from '../domain/concurrent-change.js';

/** Sold units come back: a new batch at the original cost, or a write-off. */
export const returnStock = on.command(inventory.returnStock, {
  keys: (input) => [input.saleId, ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId))],
  load: async (store, input) => ({
    known: await store.isReturned(input.correctionId),
    hold: (await store.holdOfSale(input.saleId)) ?? undefined,
    levels: await store.levels([...new Set(input.lines.map((line) => levelKeyOf(input.storeId, line.productId)))]),
  }),
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
      reply: { batchIds: taken.batches.map((batch) => batch._id) },
      events: [...changed, ...lost],
    };
  },
  save: (store, { taken, hold, reply }, input, context) => [
    ...store.insertBatches(taken.batches),
    ...store.changeLevels(taken.levels),
    store.noteReturned(hold, taken.returned),
    store.insertReturn({
      _id: input.correctionId,
      saleId: input.saleId,
      storeId: input.storeId,
      holdId: hold._id,
      currency: input.currency,
      lines: input.lines,
      batchIds: reply.batchIds,
      at: context.now,
      by: context.actor.id,
    }),
    ...store.insertMovements(taken.movements),
  ],
  duplicate: (input) => concurrentChange({ correctionId: input.correctionId }),
});
