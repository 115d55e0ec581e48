import { inventoryEvents } from '@comptoir/contracts';
import { movesGoods } from '../domain/journal.js';
import { daysOfDelivery, decideStockReceived } from '../domain/stock-events.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';

/** A delivery was taken in, with its supplier: inventory up, goods received not invoiced up. A delivery has one entry, however often the event is delivered. */
export const stockReceived = on.reaction(inventoryEvents.stockReceived, {
  keys: ({ deliveryId, storeId }) => [deliveryId, storeId],
  load: async (store, data, { now }) => ({
    known: movesGoods(await store.entriesOf(data.deliveryId, 'delivery'), 'in'), // the event of its taking back may come first
    closed: await store.closedDays(data.storeId, daysOfDelivery(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideStockReceived(state, data, context),
  }),
  save: (store, { before, posted }, { deliveryId, storeId, supplierName, reference, receivedAt }) => [
    store.noteDelivery(omitUndefined({ _id: deliveryId, storeId, supplierName, reference, receivedAt })),
    ...(posted ? store.post(before, posted) : []),
  ],
});
