import { inventoryEvents } from '@comptoir/contracts';
import { movesGoods } from '../domain/journal.js';
import { daysOfTakingBack, decideDeliveryTakenBack } from '../domain/stock-events.js';
import { on } from '../store/sales-store.js';

/** A delivery of opening stock was taken back: inventory down, opening equity down, once, however often the event is delivered. */
export const deliveryTakenBack = on.reaction(inventoryEvents.deliveryTakenBack, {
  keys: ({ deliveryId, storeId }) => [deliveryId, storeId],
  load: async (store, data, { now }) => ({
    known: movesGoods(await store.entriesOf(data.deliveryId, 'delivery'), 'out'),
    closed: await store.closedDays(data.storeId, daysOfTakingBack(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideDeliveryTakenBack(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
