import { inventoryEvents } from '@comptoir/contracts';
import { daysOfStockCounted, decideStockCounted } from '../domain/stock-losses.js';
import { on } from '../store/sales-store.js';

/**
 * A stock count was posted: shrinkage against inventory in one entry, once, however often the event is delivered. The goods
 * that it found are kept as a delivery under the number of the count, so that what they earn can be read.
 */
export const stockCounted = on.reaction(inventoryEvents.stockCounted, {
  keys: ({ stockCountId, storeId }) => [stockCountId, storeId],
  load: async (store, data, { now }) => ({
    known: (await store.entryOf(data.stockCountId, 'stockCount')) !== null,
    closed: await store.closedDays(data.storeId, daysOfStockCounted(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideStockCounted(state, data, context),
  }),
  save: (store, { before, posted }, { foundDeliveryId, storeId, number, postedAt }) => [
    ...(foundDeliveryId === undefined
      ? []
      : [store.noteDelivery({ _id: foundDeliveryId, storeId, reference: number, receivedAt: postedAt })]),
    ...(posted ? store.post(before, posted) : []),
  ],
});
