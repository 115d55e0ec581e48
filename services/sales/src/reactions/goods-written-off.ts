import { inventoryEvents } from '@comptoir/contracts';
import { daysOfGoodsWrittenOff, decideGoodsWrittenOff } from '../domain/stock-losses.js';
import { on } from '../store/sales-store.js';

/** Goods were written off: shrinkage up, inventory down, once, however often the event is delivered. */
export const goodsWrittenOff = on.reaction(inventoryEvents.goodsWrittenOff, {
  keys: ({ writeOffId, storeId }) => [writeOffId, storeId],
  load: async (store, data, { now }) => ({
    known: (await store.entryOf(data.writeOffId, 'writeOff')) !== null,
    closed: await store.closedDays(data.storeId, daysOfGoodsWrittenOff(data, now)),
    series: await store.series(data.storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideGoodsWrittenOff(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
