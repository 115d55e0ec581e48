import { sales } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { lastClosedOfAny, openDaysOfAny } from '../domain/delivery-days.js';
import {
  daysAfterCursor,
  daysToRead,
  linesAfterCursor,
  placeOfLine,
  stisAfterCursor,
} from '../domain/delivery-lines.js';
import { marginLinesOf, type LineRow } from '../domain/margin-lines.js';
import { latestDay } from '../reads/customer-account.js';
import { numberedLines } from '../reads/numbered-lines.js';
import { suppliersOf } from '../reads/supplier-names.js';
import { on } from '../store/sales-store.js';

/** So many STIs are read whole at once; of the others of a day only where they stand. */
const STIS_A_READ = 50;

/**
 * The lines of sales and returns that a delivery went into, newest first: of the open days, then of the closed days that sold of
 * it, as far as the page needs them.
 */
export const deliverySales = on.query(
  sales.deliverySales,
  async (store, { deliveryId, storeId, alsoIn, since, limit, cursor }) => {
    const storeIds = [storeId, ...alsoIn];
    const lastClosed = await store.lastClosedDays(storeIds);
    const open = openDaysOfAny(storeIds, since, lastClosed, latestDay());
    const suppliers = await suppliersOf(store, [deliveryId]);
    const rows: LineRow[] = [];
    const readLines = async (days: readonly string[]): Promise<void> => {
      for (let [at, found] = [0, 0]; at < days.length && rows.length <= limit;) {
        const many = daysToRead({ days: at, stis: found }, limit + 1 - rows.length);
        const places = await store.stiPlacesOfDelivery(deliveryId, storeIds, days.slice(at, at + many));
        const asked = stisAfterCursor(places, cursor).map(({ _id }) => _id);
        for (let from = 0; from < asked.length && rows.length <= limit; from += STIS_A_READ) {
          const stis = await store.stisOf(asked.slice(from, from + STIS_A_READ));
          const lines = stis.flatMap((sti) => marginLinesOf(sti, suppliers));
          rows.push(...linesAfterCursor(lines, deliveryId, cursor));
        }
        at += many;
        found += places.length;
      }
    };
    await readLines(daysAfterCursor(open, cursor));
    const last = lastClosedOfAny(storeIds, lastClosed);
    if (rows.length <= limit && last !== undefined) {
      const closed = await store.daysOfDelivery(deliveryId, since, last);
      await readLines(
        daysAfterCursor(
          closed.filter((day) => !open.includes(day)), // one of several stores may have closed a day that is open here
          cursor,
        ),
      );
    }
    const page = pageOf(rows, limit, placeOfLine);
    return {
      ...page,
      items: await numberedLines(
        store,
        page.items.map((row) => row.line),
      ),
    };
  },
);
