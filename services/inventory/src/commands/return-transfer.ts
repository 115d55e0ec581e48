import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { concurrentChange } from '../domain/concurrent-change.js';
import { eventsOfLevels } from '../domain/levels.js';
import { decideReturnTransfer } from '../domain/receive-transfer.js';
import { levelKeyOf } from '../domain/records.js';
import { transferViewOf } from '../domain/transfer-records.js';
import { goodsTransferredOf } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** Cancels a transfer in transit: all units are back in the sending store. */
export const returnTransfer = on.command(inventory.returnTransfer, {
  keys: ({ transferId }) => [transferId],
  load: async (store, { transferId }) => {
    const found = await store.transfer(transferId);
    const productIds = [...new Set((found?.parcels ?? []).map((parcel) => parcel.productId))];
    return {
      found,
      levels: found ? await store.levels(productIds.map((productId) => levelKeyOf(found.fromStoreId, productId))) : [],
    };
  },
  decide: (state, input, context) => {
    const arrived = decideReturnTransfer(state, input, context);
    return {
      arrived,
      reply: transferViewOf(arrived.after),
      events: [
        ...arrived.moved.map((one) => raise(inventoryEvents.goodsTransferred, goodsTransferredOf(arrived.after, one))),
        ...eventsOfLevels(arrived.levels),
      ],
    };
  },
  save: (store, { arrived }) => [
    store.saveTransfer(arrived.before, arrived.after),
    ...store.insertBatches(arrived.batches),
    ...store.changeLevels(arrived.levels),
    ...store.insertMovements(arrived.movements),
  ],
  duplicate: ({ transferId }) => concurrentChange({ transferId }),
});
