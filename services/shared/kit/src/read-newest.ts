import { decodeTime, encodeTime } from 'ulid';

const FIRST_WINDOW_MS = 3_600_000;
const WIDER = 4;
const ULID = /_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A list of records by key, newest first: keys are `<owner>` and the id of a record. */
export interface NewestWanted {
  readonly owner: string;
  /** The kind of id, such as `cus_`. */
  readonly prefix: string;
  /** The id of the last row before the page. */
  readonly cursor: string | undefined;
  /** Milliseconds since 1970: where a list without a cursor begins. */
  readonly nowMs: number;
}

/**
 * The newest records before the cursor, up to `limit`. Ids tell when they were made, so windows of time are read, from the
 * youngest on and each wider than the one before: a database that sorts all that fits a range then sorts few rows.
 */
export async function readNewest<R>(
  { owner, prefix, cursor, nowMs }: NewestWanted,
  limit: number,
  read: (range: { readonly $gte: string; readonly $lt: string }, most: number) => PromiseLike<readonly R[]>,
): Promise<R[]> {
  const begin = cursor !== undefined && ULID.test(cursor) ? decodeTime(cursor.slice(-26)) : nowMs;
  const rows: R[] = [];
  let end = `${owner}${cursor ?? `${prefix}~`}`;
  for (let width = FIRST_WINDOW_MS; ; width *= WIDER) {
    const isLast = width >= begin;
    const from = `${owner}${prefix}${isLast ? '' : encodeTime(begin - width, 10)}`;
    rows.push(...(await read({ $gte: from, $lt: end }, limit - rows.length)));
    if (isLast || rows.length >= limit) return rows;
    end = from;
  }
}
