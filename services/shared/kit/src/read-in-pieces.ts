/** Number of keys in one `$in`: the cost on the stand-in database grows with their square. */
export const KEYS_PER_QUERY = 50;

/** Reads the documents of many distinct keys with a query per piece, one after the other (a session takes one operation at a time). */
export async function readInPieces<T>(
  keys: Iterable<string>,
  read: (piece: string[]) => PromiseLike<unknown>,
): Promise<T[]> {
  const distinct = [...new Set(keys)];
  const pieces: T[][] = []; // joined at the end: a piece may hold more rows than a call takes arguments
  for (let at = 0; at < distinct.length; at += KEYS_PER_QUERY) {
    pieces.push((await read(distinct.slice(at, at + KEYS_PER_QUERY))) as T[]);
  }
  return pieces.flat();
}
