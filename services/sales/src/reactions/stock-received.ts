import { inventoryEvents } from '@comptoir/contracts';
import { daysOfDelivery, decideStockReceived } from '../domain/stock-events.js';
import { on } from '../store/sales-store.js';

/** A delivery was taken in: inventory up, goods received not invoiced up. A delivery has one entry, however often the event is delivered. */
export const stockReceived = on.reaction(inventoryEvents.stockReceived, {
  keys: ({ deliveryId, storeId }) => [deliveryId, storeId],
  load: async (store, data, { now }) => ({
    known: (await store.entryOf(data.deliveryId, 'delivery')) !== null,
    closed: await store.closedDays(data.storeId, daysOfDelivery(data, now)),
  }),
  decide: (state, data, context) => ({ events: [], entry: decideStockReceived(state, data, context) }),
  save: (store, { entry }) =>
    entry ? [store.touchDay(entry.storeId, entry.businessDay), store.insertEntry(entry)] : [],
});
