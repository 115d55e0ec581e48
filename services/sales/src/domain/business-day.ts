import { businessDayOf, nextDay, salesErrors } from '@comptoir/contracts';
import type { BusinessDayRecord, EntryRecord } from './records.js';

/** Key of a store's business day. */
export function dayKey(storeId: string, businessDay: string): string {
  return `${storeId}/${businessDay}`;
}

/** What entries of a day add to its record; at least one entry. */
export function addedToDay(
  entries: readonly Pick<EntryRecord, 'sequence' | 'lines'>[],
): Required<Pick<BusinessDayRecord, 'first' | 'last' | 'accounts'>> {
  const sequences = entries.map((one) => one.sequence);
  const accounts = entries.flatMap((one) => [...new Set(one.lines.map(({ account }) => account))]);
  return {
    first: Math.min(...sequences),
    last: Math.max(...sequences),
    accounts: Object.fromEntries(
      [...Map.groupBy(accounts, (one) => one)].map(([account, same]) => [account, same.length]),
    ),
  };
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

/** The day a fact posts on. `occurredDay` is there when the fact came late: it belongs to that day, which was closed. */
export interface PostingDay {
  readonly businessDay: string;
  readonly occurredDay?: string;
}

/** Days that a fact may post on: its own, else today, else tomorrow, when today was closed before its end. */
export function possiblePostingDays(occurredDay: string, now: string, timeZone: string): string[] {
  const today = businessDayOf(now, timeZone);
  return [...new Set([occurredDay, today, nextDay(today)])];
}

/** The first of the possible days that is open. `closed` holds those of them that are closed. */
export function postingDay(possible: readonly string[], closed: ReadonlySet<string>): PostingDay {
  const [occurredDay] = possible;
  const businessDay = possible.find((one) => !closed.has(one));
  if (businessDay === undefined) throw new Error(`no open day among ${possible.join(', ')}`);
  return businessDay === occurredDay ? { businessDay } : { businessDay, occurredDay };
}

/** The days from one to another, both included. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = nextDay(day)) days.push(day);
  return days;
}
