import { sales, salesErrors } from '@comptoir/contracts';
import { decideCloseDay, snapshotView } from '../domain/closing.js';
import { on } from '../store/sales-store.js';

/** Closes the next open business day: stores its immutable snapshot; refused while one of its sales is under way. */
export const closeDay = on.command(sales.closeDay, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { store: { storeId }, businessDay }) => {
    const day = await store.day(storeId, businessDay);
    const underWay = await store.underWay(storeId, businessDay);
    const stis = await store.stisOfDay(storeId, businessDay);
    const entries = await store.entriesOfDay(storeId, businessDay);
    const lastPostedAt = await store.lastPostedAt(storeId, businessDay);
    return { day, underWay, stis, entries, lastPostedAt, last: await store.lastSnapshot(storeId) };
  },
  decide: (state, input, context) => {
    const snapshot = decideCloseDay(state, input, context);
    return { snapshot, reply: snapshotView(snapshot) };
  },
  save: (store, { snapshot }) => [
    store.markClosed(snapshot.storeId, snapshot.businessDay),
    store.insertSnapshot(snapshot),
  ],
  duplicate: ({ store: { storeId }, businessDay }) =>
    salesErrors.dayUnderWay('A day of this store is being closed at this very moment: try again.', {
      storeId,
      businessDay,
    }),
});
