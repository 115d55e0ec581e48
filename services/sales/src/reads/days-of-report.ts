import { businessDayOf, daysBetween, kernelErrors, nextDay } from '@comptoir/contracts';
import { daysOf, now } from '@comptoir/kit';

/** Days of stores that a report reads at most: they are read one by one. */
const MOST_STORE_DAYS = 1_100;

/** A business day of a store. */
export interface StoreDayKey {
  readonly storeId: string;
  readonly businessDay: string;
}

/**
 * The days of stores that a report reads. Refuses a range that ends before it begins, and more days of stores than a report
 * reads (search.too-wide).
 */
export function storeDaysOf(
  storeIds: readonly string[],
  range: { readonly from: string; readonly to: string },
): StoreDayKey[] {
  const { from, to } = daysOf(range)!;
  const days = (daysBetween(from, to) + 1) * storeIds.length;
  if (days > MOST_STORE_DAYS) {
    throw kernelErrors.searchTooWide(
      `A report reads ${MOST_STORE_DAYS} days of stores at most, and these are ${days}: ask for fewer days, or one store.`,
      { most: MOST_STORE_DAYS },
    );
  }
  const found: StoreDayKey[] = [];
  for (let businessDay = from; businessDay <= to; businessDay = nextDay(businessDay))
    for (const storeId of storeIds) found.push({ storeId, businessDay });
  return found;
}

/** Those of these days that something may have been posted on: today is a day ahead of UTC somewhere. */
export function untilTomorrow(days: readonly StoreDayKey[]): StoreDayKey[] {
  const latest = nextDay(businessDayOf(now(), 'UTC'));
  return days.filter(({ businessDay }) => businessDay <= latest);
}
