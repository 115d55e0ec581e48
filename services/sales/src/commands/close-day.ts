import { previousDay, sales, salesErrors } from '@comptoir/contracts';
import { decideCloseDay, snapshotView } from '../domain/closing.js';
import { recordsOfDay } from '../reads/records-of-day.js';
import { on } from '../store/sales-store.js';

/**
 * Closes the next open business day: stores its immutable snapshot, the sums of its accounts, its documents and margins, what
 * customers have open of it and what it sold of deliveries; refused while one of its sales is under way.
 */
export const closeDay = on.command(sales.closeDay, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { store: { storeId }, businessDay }) => ({
    day: await store.day(storeId, businessDay),
    underWay: await store.underWay(storeId, businessDay),
    records: await recordsOfDay(store, storeId, businessDay),
    lastSeal: await store.seal(storeId, previousDay(businessDay)),
    last: await store.lastSnapshot(storeId),
  }),
  decide: (state, input, context) => {
    const closed = decideCloseDay(state, input, context);
    return { ...closed, last: state.last, reply: snapshotView(closed.snapshot) };
  },
  save: (store, { last, snapshot, seal, parts, customerDays, deliveryDays }) => [
    store.markClosed(snapshot.storeId, snapshot.businessDay),
    ...store.insertSnapshot(last, snapshot),
    store.insertSeal(seal),
    ...parts.map(store.insertSealedPart),
    ...customerDays.map(store.insertCustomerDay),
    ...deliveryDays.map(store.insertDeliveryDay),
  ],
  duplicate: ({ store: { storeId }, businessDay }) =>
    salesErrors.dayUnderWay('A day of this store is being closed at this very moment: try again.', {
      storeId,
      businessDay,
    }),
});
