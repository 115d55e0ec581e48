import { salesErrors } from '@comptoir/contracts';
import type { BusinessDayRecord } from './records.js';

/** Making a formatter costs more than all the rest of a step; there are as many as the chain's stores have time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day, YYYY-MM-DD, that a moment falls on in a time zone: the business day of a store there. */
export function businessDayOf(now: string, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(now));
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Key of a store's business day. */
export function dayKey(storeId: string, businessDay: string): string {
  return `${storeId}/${businessDay}`;
}

/** Refuses `day.closed` when the day was closed: a closed day never changes. */
export function requireOpen(day: BusinessDayRecord | null, storeId: string, businessDay: string): void {
  if (day?.closed) {
    throw salesErrors.dayClosed(`The day ${businessDay} is closed in this store. Sell or take back again tomorrow.`, {
      storeId,
      businessDay,
    });
  }
}
