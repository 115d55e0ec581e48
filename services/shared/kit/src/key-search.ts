import { rangesOf, type KeyRange } from '@comptoir/contracts/kernel';

/** Number of search keys in one read. */
export const KEYS_PER_READ = 1000;

/** Reads stored keys of a range in their order, KEYS_PER_READ at most. */
export type ReadKeys<K extends { readonly _id: string }> = (range: KeyRange) => PromiseLike<readonly K[]>;

/** The stored keys that begin with a prefix, after the cursor, in order. */
export async function* keysFrom<K extends { readonly _id: string }>(
  read: ReadKeys<K>,
  prefix: string,
  after?: string,
): AsyncGenerator<K> {
  for (const [begin, to] of rangesOf(prefix, after)) {
    for (let from = begin; ;) {
      const found = await read([from, to]);
      yield* found;
      if (found.length < KEYS_PER_READ) break;
      from = `${found.at(-1)!._id}\u0000`;
    }
  }
}

/** Keys that begin with a prefix and are to be shown, in order, after the cursor, up to `limit`. */
export async function keysShown<K extends { readonly _id: string }>(
  read: ReadKeys<K>,
  search: { readonly prefix: string; readonly isShown: (key: K) => boolean; readonly after: string | undefined },
  limit: number,
): Promise<K[]> {
  const shown: K[] = [];
  for await (const key of keysFrom(read, search.prefix, search.after)) {
    if (search.isShown(key)) shown.push(key);
    if (shown.length === limit) break;
  }
  return shown;
}
