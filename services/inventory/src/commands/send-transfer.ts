import { businessDayOf, inventory, inventoryErrors, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { eventsOfLevels } from '../domain/levels.js';
import { levelKeyOf } from '../domain/records.js';
import { decideSendTransfer } from '../domain/ship-transfer.js';
import { transferSeriesOf, transferViewOf } from '../domain/transfer-records.js';
import { goodsTransferredOf } from '../domain/transfer.js';
import { goodsToShip } from '../reads/goods-to-ship.js';
import { on } from '../store/inventory-store.js';

/** Ships goods to another store that has not asked for them. */
export const sendTransfer = on.command(inventory.sendTransfer, {
  keys: ({ transferId, fromStoreId, from, lines }) => [
    transferId,
    `${from.code}-TR`,
    ...lines.map((line) => levelKeyOf(fromStoreId, line.productId)),
  ],
  load: async (store, { fromStoreId, from: { code, timeZone }, lines }, { now }) => ({
    series: await store.transferSeries(transferSeriesOf(code, businessDayOf(now, timeZone))),
    ...(await goodsToShip(store, fromStoreId, lines)),
  }),
  decide: (state, input, context) => {
    const shipped = decideSendTransfer(state, input, context);
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
    store.moveTransferSeries(shipped.series),
    store.insertTransfer(shipped.after),
    ...store.takeFromBatches(shipped.takes),
    ...store.changeLevels(shipped.levels),
    ...store.insertMovements(shipped.movements),
  ],
  duplicate: ({ transferId }) => inventoryErrors.transferExists('This transfer exists already.', { transferId }),
});
