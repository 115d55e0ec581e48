import { inventoryEvents } from '@comptoir/contracts';
import { daysOfDeliveryCorrected, decideDeliveryCorrected } from '../domain/delivery-corrections.js';
import { on } from '../store/sales-store.js';

/** A delivery was corrected: the stock and what is owed for it follow, once, however often the event is delivered. */
export const deliveryCorrected = on.reaction(inventoryEvents.deliveryCorrected, {
  keys: ({ deliveryCorrectionId, storeId }) => [deliveryCorrectionId, storeId],
  load: async (store, data, { now }) => ({
    known: (await store.entryOf(data.deliveryCorrectionId, 'deliveryCorrection')) !== null,
    closed: await store.closedDays(data.storeId, daysOfDeliveryCorrected(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideDeliveryCorrected(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
