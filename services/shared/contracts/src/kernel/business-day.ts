/** Business days: a calendar day, YYYY-MM-DD, in the time zone of a store. */

const DAY_MS = 86_400_000;

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

/** The calendar day that a moment (ISO 8601) falls on in a time zone: the business day of a store there. */
export function businessDayOf(now: string, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(now));
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

const hourFormats = new Map<string, Intl.DateTimeFormat>();

/** The hour of the day, 0 to 23, that a moment (ISO 8601) falls in, in a time zone. */
export function hourOf(now: string, timeZone: string): number {
  const known = hourFormats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  if (!known) hourFormats.set(timeZone, format);
  return Number(format.format(new Date(now)));
}

/** The calendar day after a day. */
export function nextDay(day: string): string {
  return shifted(day, 1);
}

/** The calendar day before a day. */
export function previousDay(day: string): string {
  return shifted(day, -1);
}

/** The first moment (ISO 8601) of a calendar day in a time zone. */
export function startOfDay(day: string, timeZone: string): string {
  let [before, from] = [Date.parse(day) - DAY_MS, Date.parse(day) + DAY_MS];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (businessDayOf(new Date(middle).toISOString(), timeZone) >= day) from = middle;
    else before = middle;
  }
  return new Date(from).toISOString();
}

/** The calendar day so many days after a day. */
export function dayAfter(day: string, days: number): string {
  return shifted(day, days);
}

/** Whole days from one calendar day to another; below zero where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What of a list's query decides its order. */
export interface ListOrder {
  readonly from?: string | undefined;
  readonly number?: string | undefined;
}

/**
 * What a list is ordered by, newest first, and what its cursors hold: the id; day and id where the list is read day by day,
 * because it is bounded by days and not by a document number.
 */
export function listKey(order: ListOrder, businessDay: string, id: string): string {
  return order.from === undefined || order.number !== undefined ? id : `${businessDay}/${id}`;
}
