import { inventory, inventoryErrors } from '@comptoir/contracts';
import { decideSettleHold } from '../domain/settle-hold.js';
import { on } from '../store/inventory-store.js';

/** The held units are sold: they leave the shop. */
export const settleHold = on.command(inventory.settleHold, {
  keys: (input) => [input.holdId, input.saleId],
  load: async (store, input) => (await store.hold(input.holdId)) ?? undefined,
  decide: (hold, input, context) => ({
    movements: decideSettleHold(hold, input, context),
    done: hold?.state === 'settled',
    reply: { settled: true as const },
  }),
  save: (store, { movements, done }, input, context) =>
    done
      ? []
      : [
          store.closeHold(input.holdId, { state: 'settled', saleId: input.saleId, closedAt: context.now }),
          ...store.insertMovements(movements),
        ],
  duplicate: (input) =>
    inventoryErrors.holdNotOpen('This sale has taken its stock from another hold already.', {
      holdId: input.holdId,
      saleId: input.saleId,
    }),
});
