import { sales } from '@comptoir/contracts';
import { pageOf } from '@comptoir/kit';
import { lastClosedOfAny, openDaysOfAny } from '../domain/delivery-days.js';
import { marginLinesOf, type LineRow } from '../domain/margin-lines.js';
import { latestDay } from '../reads/customer-account.js';
import { numberedLines } from '../reads/numbered-lines.js';
import { suppliersOf } from '../reads/supplier-names.js';
import { on } from '../store/sales-store.js';

/** Days that are read at once: each of them has a line, and some have hundreds. */
const DAYS_A_READ = 5;

/** Orders the lines of a delivery: by day, then by the STI and the place in it. */
const placeOf = ({ _id, line }: LineRow): string => `${line.businessDay}/${_id}`;

/** The lines of sales and returns that a delivery went into, newest first; only the days that sold of it are read. */
export const deliverySales = on.query(
  sales.deliverySales,
  async (store, { deliveryId, storeId, alsoIn, since, limit, cursor }) => {
    const storeIds = [storeId, ...alsoIn];
    const lastClosed = await store.lastClosedDays(storeIds);
    const last = lastClosedOfAny(storeIds, lastClosed);
    const closed = last === undefined ? [] : await store.daysOfDelivery(deliveryId, since, last);
    const open = openDaysOfAny(storeIds, since, lastClosed, latestDay());
    const days = [...new Set([...closed, ...open])].toSorted().toReversed();
    const asked = cursor === undefined ? days : days.filter((day) => day <= cursor.slice(0, day.length));
    const suppliers = await suppliersOf(store, [deliveryId]);
    const rows: LineRow[] = [];
    for (let at = 0; at < asked.length && rows.length <= limit; at += DAYS_A_READ) {
      const stis = await store.stisOfDelivery(deliveryId, storeIds, asked.slice(at, at + DAYS_A_READ));
      const lines = stis.flatMap((sti) => marginLinesOf(sti, suppliers));
      rows.push(
        ...lines
          .filter((row) => row.line.deliveryId === deliveryId && (cursor === undefined || placeOf(row) < cursor))
          .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1)),
      );
    }
    const page = pageOf(rows, limit, placeOf);
    return {
      ...page,
      items: await numberedLines(
        store,
        page.items.map((row) => row.line),
      ),
    };
  },
);
