import { businessDayOf, inventory, inventoryErrors } from '@comptoir/contracts';
import { transferSeriesOf, transferViewOf } from '../domain/transfer-records.js';
import { decideRequestTransfer } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** Asks another store of the company for goods, under the next number of the sending store and year. */
export const requestTransfer = on.command(inventory.requestTransfer, {
  keys: ({ transferId, from }) => [transferId, `${from.code}-TR`],
  load: async (store, { from: { code, timeZone } }, { now }) => ({
    series: await store.transferSeries(transferSeriesOf(code, businessDayOf(now, timeZone))),
  }),
  decide: ({ series }, input, context) => {
    const begun = decideRequestTransfer(series, input, context);
    return { begun, reply: transferViewOf(begun.transfer) };
  },
  save: (store, { begun }) => [store.moveTransferSeries(begun.series), store.insertTransfer(begun.transfer)],
  duplicate: ({ transferId }) => inventoryErrors.transferExists('This transfer exists already.', { transferId }),
});
