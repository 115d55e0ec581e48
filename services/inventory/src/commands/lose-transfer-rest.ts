import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideLoseTransferRest } from '../domain/receive-transfer.js';
import { transferViewOf } from '../domain/transfer-records.js';
import { goodsTransferredOf } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** Declares lost what is still on the road, and closes the transfer. */
export const loseTransferRest = on.command(inventory.loseTransferRest, {
  keys: ({ transferId }) => [transferId],
  load: async (store, { transferId }) => ({ found: await store.transfer(transferId) }),
  decide: ({ found }, input, context) => {
    const lost = decideLoseTransferRest(found, input, context);
    return {
      lost,
      reply: transferViewOf(lost.after),
      events: lost.moved.map((one) => raise(inventoryEvents.goodsTransferred, goodsTransferredOf(lost.after, one))),
    };
  },
  save: (store, { lost }) => [store.saveTransfer(lost.before, lost.after)],
});
