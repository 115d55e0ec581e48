import { inventoryEvents } from '@comptoir/contracts';
import { daysOfTransfer, decideGoodsTransferred } from '../domain/goods-transferred.js';
import { on } from '../store/sales-store.js';

/** Goods of a transfer moved: one entry in the books of one store, once, however often the event is delivered. */
export const goodsTransferred = on.reaction(inventoryEvents.goodsTransferred, {
  keys: ({ moveId, storeId }) => [moveId, storeId],
  load: async (store, data, { now }) => ({
    known: (await store.entryOf(data.moveId, 'transfer')) !== null,
    closed: await store.closedDays(data.storeId, daysOfTransfer(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideGoodsTransferred(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
