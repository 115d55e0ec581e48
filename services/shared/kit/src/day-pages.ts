import { fieldInvalid, nextDay, previousDay } from '@comptoir/contracts/kernel';

/** Days that are read for one page at most: a page costs a bounded number of reads, however long the range is. */
export const DAYS_PER_PAGE = 31;

/** Business days, the first and the last included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Reads the rows of one day, newest first: up to `limit`, those with an id before `olderThan`. */
export type ReadDay<R> = (businessDay: string, olderThan: string | undefined, limit: number) => Promise<readonly R[]>;

/**
 * The range that a query names; undefined where it names none. Refuses `message.invalid` where only one end is named, where
 * the range ends before it begins, and where one of the filters `within` is used without a range.
 */
export function daysOf<Q extends { readonly from?: string | undefined; readonly to?: string | undefined }>(
  query: Q,
  within: readonly (keyof Q & string)[] = [],
): DayRange | undefined {
  const { from, to } = query;
  const narrowing = within.filter((filter) => query[filter] !== undefined);
  if (from !== undefined && to !== undefined) {
    if (from <= to) return { from, to };
    throw fieldInvalid('to', `must not be before from, which is ${from}`);
  }
  if (from === undefined && to === undefined && narrowing.length === 0) return undefined;
  const missing = from === undefined ? 'from' : 'to';
  const reason =
    narrowing.length > 0 ? `${narrowing.join(' and ')} can be looked for within days only` : 'days are a range';
  throw fieldInvalid(missing, `is missing: ${reason}, name both from and to`);
}

/**
 * Rows of a range, day by day from the last one, newest first within a day: one more than `limit` where there are more.
 * `unread` is the cursor to go on from where the days for one page did not fill it.
 */
export async function readDays<R>(
  { from, to }: DayRange,
  cursor: string | undefined,
  limit: number,
  read: ReadDay<R>,
): Promise<{ rows: R[]; unread?: string }> {
  const rows: R[] = [];
  let { day, olderThan } = startOf(to, cursor);
  for (let turn = 0; day >= from; turn += 1) {
    if (turn === DAYS_PER_PAGE) return { rows, unread: `${nextDay(day)}/` };
    rows.push(...(await read(day, olderThan, limit + 1 - rows.length)));
    if (rows.length > limit) return { rows };
    day = previousDay(day);
    olderThan = undefined;
  }
  return { rows };
}

/** Where a page begins. A cursor is `<day>/<id of the last row>`, without an id after the last row of its day. */
function startOf(to: string, cursor: string | undefined): { day: string; olderThan: string | undefined } {
  if (cursor === undefined) return { day: to, olderThan: undefined };
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\/(.*)$/.exec(cursor) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day))) throw fieldInvalid('cursor', 'is not of a list within days');
  if (day > to) return { day: to, olderThan: undefined };
  return id ? { day, olderThan: id } : { day: previousDay(day), olderThan: undefined };
}
