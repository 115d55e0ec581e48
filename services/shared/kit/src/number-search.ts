import { kernelErrors } from '@comptoir/contracts/kernel';
import { KEYS_PER_QUERY } from './read-in-pieces.js';

/** Documents that are looked through at most for a number that is not whole. */
const MOST = 200;

/** A page of a list: up to `limit` rows with an id before the cursor. */
export interface PageWanted {
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** Ids of what is found under a document number, whole or how it begins; refuses `search.too-wide` where there are more than 200. */
export async function idsNumbered(
  number: string,
  find: (range: { $gte: string; $lt: string }, most: number) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ids = await find({ $gte: number, $lt: `${number}~` }, MOST + 1);
  if (ids.length <= MOST) return ids;
  const message = `More than ${MOST} documents begin with ${number}: type more of the number.`;
  throw kernelErrors.searchTooWide(message, { most: MOST });
}

/** Rows of these ids, newest first; `read` answers those of some ids, newest first, that are wanted. */
export async function readAmong<R>(
  ids: readonly string[],
  { cursor, limit }: PageWanted,
  read: (some: readonly string[], most: number) => Promise<readonly R[]>,
): Promise<R[]> {
  const older = ids.filter((id) => cursor === undefined || id < cursor).toSorted((a, b) => (a > b ? -1 : 1));
  const found: R[] = [];
  for (let at = 0; at < older.length && found.length < limit; at += KEYS_PER_QUERY) {
    found.push(...(await read(older.slice(at, at + KEYS_PER_QUERY), limit - found.length)));
  }
  return found;
}
