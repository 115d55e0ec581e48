import { sales } from '@comptoir/contracts';
import { snapshotKey, snapshotView } from '../domain/closing.js';
import { endsOf } from '../domain/day-figures.js';
import { closedReadingOf, dayReadingOf } from '../domain/day-reading.js';
import { recordsOfDay } from '../reads/records-of-day.js';
import { sealedMargins } from '../reads/sealed-margins.js';
import { sumsAt } from '../reads/sums-at.js';
import { on } from '../store/sales-store.js';

/** A business day of a store: two reads by key once it is closed, whatever its age, and from its records as long as it is open. */
export const readDay = on.query(sales.readDay, async (store, { storeId, businessDay, timeZone }) => {
  const [snapshot] = await store.snapshotsOf([snapshotKey(storeId, businessDay)]);
  if (snapshot) {
    const products = await sealedMargins(store, [{ storeId, businessDay }], 'product');
    return closedReadingOf(snapshotView(snapshot), products.get(storeId) ?? []);
  }
  const records = await recordsOfDay(store, storeId, businessDay);
  const { sums } = await sumsAt(store, storeId, businessDay);
  return dayReadingOf(records, endsOf(sums), timeZone);
});
