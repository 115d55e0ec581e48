import { sales, type DayRow } from '@comptoir/contracts';
import { snapshotKey } from '../domain/closing.js';
import { dayDocuments } from '../domain/day-documents.js';
import { dayRows, type StoreDay } from '../domain/day-rows.js';
import { figuresOf } from '../domain/day-figures.js';
import { storeDaysOf, untilTomorrow } from '../reads/days-of-report.js';
import { recordsOfDay } from '../reads/records-of-day.js';
import { on } from '../store/sales-store.js';

/** The figures of days: those of closed ones by their keys at once, those of open ones from their records. */
export const readDays = on.query(sales.readDays, async (store, { stores, from, to }): Promise<{ items: DayRow[] }> => {
  const currencies = new Map(stores.map(({ storeId, currency }) => [storeId, currency]));
  const asked = storeDaysOf([...currencies.keys()], { from, to });
  const snapshots = await store.snapshotsOf(asked.map((one) => snapshotKey(one.storeId, one.businessDay)));
  const closed = new Set(snapshots.map((one) => one._id));
  const days: StoreDay[] = snapshots.map((one) => ({ ...one, isClosed: true }));
  const open = asked.filter((one) => !closed.has(snapshotKey(one.storeId, one.businessDay)));
  for (const { storeId, businessDay } of untilTomorrow(open)) {
    const documents = dayDocuments(await recordsOfDay(store, storeId, businessDay));
    const currency = currencies.get(storeId)!;
    if (documents.length > 0) days.push({ businessDay, currency, figures: figuresOf(documents), isClosed: false });
  }
  return { items: dayRows(days) };
});
