import { inventoryEvents } from '@comptoir/contracts';
import { daysOfPaper } from '../domain/supplier-entries.js';
import { decideSupplierBillReversed } from '../domain/supplier-events.js';
import { openPayables } from '../reads/payables.js';
import { on } from '../store/sales-store.js';

/** A paper of a supplier was taken back: it is no longer owed; what was paid of it is a credit. Once, however often the event is delivered. */
export const supplierBillReversed = on.reaction(inventoryEvents.supplierBillReversed, {
  keys: ({ billId, storeId }) => [billId, storeId],
  load: async (store, { billId, storeId, reversedAt, timeZone }, { now }) => {
    const [payable] = await openPayables(store, await store.payables([billId]));
    if (!payable) throw new Error(`bill ${billId} is not known here`); // its event comes again after that of the bill
    return {
      payable,
      known: (await store.entriesOf(billId, 'supplierBill')).length > 1,
      closed: await store.closedDays(storeId, daysOfPaper(reversedAt, timeZone, now)),
      series: await store.series(storeId),
    };
  },
  decide: (state, data, context) => ({
    events: [],
    before: state.series,
    ...decideSupplierBillReversed(state, data, context),
  }),
  save: (store, { before, change, posted }) => [
    ...(change ? store.savePayables([change]) : []),
    ...(posted ? store.post(before, posted) : []),
  ],
});
