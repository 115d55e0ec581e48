import { sales } from '@comptoir/contracts';
import { dayReadingOf } from '../domain/day-reading.js';
import { on } from '../store/sales-store.js';

/** A business day of a store as it stands, open or closed. */
export const readDay = on.query(sales.readDay, async (store, { storeId, businessDay, timeZone }) => {
  const [stis, entries] = await Promise.all([
    store.stisOfDay(storeId, businessDay),
    store.entriesOfDay(storeId, businessDay),
  ]);
  return dayReadingOf(stis, entries, timeZone);
});
