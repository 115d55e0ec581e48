import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { concurrentChange } from '../domain/concurrent-change.js';
import { eventsOfLevels } from '../domain/levels.js';
import { decideReceiveTransfer } from '../domain/receive-transfer.js';
import { levelKeyOf } from '../domain/records.js';
import { transferViewOf } from '../domain/transfer-records.js';
import { goodsTransferredOf } from '../domain/transfer.js';
import { levelsWithThresholds } from '../reads/levels-with-thresholds.js';
import { on } from '../store/inventory-store.js';

/** Receives units that are on the road, and notes those that are lost. */
export const receiveTransfer = on.command(inventory.receiveTransfer, {
  keys: ({ transferId, storeId, lines }) => [transferId, ...lines.map((line) => levelKeyOf(storeId, line.productId))],
  load: async (store, { transferId, storeId, lines }) => {
    const productIds = lines.filter((line) => line.receivedQuantity > 0).map((line) => line.productId);
    return {
      found: await store.transfer(transferId),
      ...(await levelsWithThresholds(store, storeId, productIds)),
    };
  },
  decide: (state, input, context) => {
    const arrived = decideReceiveTransfer(state, input, context);
    return {
      arrived,
      thresholds: state.thresholds,
      reply: transferViewOf(arrived.after),
      events: [
        ...arrived.moved.map((one) => raise(inventoryEvents.goodsTransferred, goodsTransferredOf(arrived.after, one))),
        ...eventsOfLevels(arrived.levels),
      ],
    };
  },
  save: (store, { arrived, thresholds }) => [
    store.saveTransfer(arrived.before, arrived.after),
    ...store.insertBatches(arrived.batches),
    ...store.changeLevels(arrived.levels),
    ...store.touchThresholds(thresholds, arrived.levels),
    ...store.insertMovements(arrived.movements),
  ],
  duplicate: ({ transferId }) => concurrentChange({ transferId }),
});
