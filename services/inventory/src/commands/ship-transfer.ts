import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideShipTransfer } from '../domain/ship-transfer.js';
import { transferViewOf } from '../domain/transfer-records.js';
import { goodsTransferredOf } from '../domain/transfer.js';
import { goodsToShip } from '../reads/goods-to-ship.js';
import { on } from '../store/inventory-store.js';

/** Ships what was asked for, or less, oldest batch first. */
export const shipTransfer = on.command(inventory.shipTransfer, {
  keys: ({ transferId, storeId, lines }) => [transferId, ...lines.map((line) => levelKeyOf(storeId, line.productId))],
  load: async (store, { transferId, storeId, lines }) => ({
    found: await store.transfer(transferId),
    ...(await goodsToShip(store, storeId, lines)),
  }),
  decide: (state, input, context) => {
    const shipped = decideShipTransfer(state, input, context);
    return {
      shipped,
      reply: transferViewOf(shipped.after),
      events: [
        raise(inventoryEvents.goodsTransferred, goodsTransferredOf(shipped.after, shipped.moved)),
        ...eventsOfLevels(shipped.levels),
      ],
    };
  },
  save: (store, { shipped }) => [
    store.saveTransfer(shipped.before, shipped.after),
    ...store.takeFromBatches(shipped.takes),
    ...store.changeLevels(shipped.levels),
    ...store.insertMovements(shipped.movements),
  ],
});
