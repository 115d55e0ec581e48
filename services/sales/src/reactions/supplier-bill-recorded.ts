import { inventoryEvents } from '@comptoir/contracts';
import { daysOfPaper } from '../domain/supplier-entries.js';
import { decideSupplierBillRecorded } from '../domain/supplier-events.js';
import { on } from '../store/sales-store.js';

/** A bill or a credit note of a supplier was recorded: it is owed from now on, once, however often the event is delivered. */
export const supplierBillRecorded = on.reaction(inventoryEvents.supplierBillRecorded, {
  keys: ({ billId, storeId }) => [billId, storeId],
  load: async (store, { billId, storeId, recordedAt, timeZone }, { now }) => ({
    known: (await store.payables([billId])).length > 0,
    closed: await store.closedDays(storeId, daysOfPaper(recordedAt, timeZone, now)),
    series: await store.series(storeId),
  }),
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    ...decideSupplierBillRecorded(state, data, context),
  }),
  save: (store, { before, payable, posted }) => [
    ...(payable ? [store.insertPayable(payable)] : []),
    ...(posted ? store.post(before, posted) : []),
  ],
});
