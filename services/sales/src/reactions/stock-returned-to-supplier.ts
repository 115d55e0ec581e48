import { inventoryEvents } from '@comptoir/contracts';
import { daysOfPaper } from '../domain/supplier-entries.js';
import { decideStockReturnedToSupplier } from '../domain/supplier-events.js';
import { on } from '../store/sales-store.js';

/** Goods went back to their supplier: inventory down, and the supplier owes them until it credits them; once, however often the event is delivered. */
export const stockReturnedToSupplier = on.reaction(inventoryEvents.stockReturnedToSupplier, {
  keys: ({ supplierReturnId, storeId }) => [supplierReturnId, storeId],
  load: async (store, { supplierReturnId, storeId, returnedAt, timeZone }, { now }) => ({
    known: (await store.entryOf(supplierReturnId, 'supplierReturn')) !== null,
    closed: await store.closedDays(storeId, daysOfPaper(returnedAt, timeZone, now)),
    series: await store.series(storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    posted: decideStockReturnedToSupplier(state, data, context),
  }),
  save: (store, { before, posted }) => (posted ? store.post(before, posted) : []),
});
