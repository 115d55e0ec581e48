import { contactSearchesOf, isNear, nearSearchOf, type ContactKey } from '@comptoir/contracts/kernel';
import { keysFrom, keysShown, type ReadKeys } from './key-search.js';

/** Which keys a search may show. */
export interface ContactsWanted<K> {
  readonly text: string;
  readonly isWanted: (key: K) => boolean;
}

/** A key found, with the cursor behind it: the number of the search and the key, `<n>:<key>`. */
export interface FoundContact<K> {
  readonly key: K;
  readonly cursor: string;
}

/** Records by what was typed, after the cursor, up to `limit`; each is found under one key. */
export async function contactsLike<K extends ContactKey>(
  read: ReadKeys<K>,
  { text, isWanted }: ContactsWanted<K>,
  cursor: string | undefined,
  limit: number,
): Promise<FoundContact<K>[]> {
  const searches = contactSearchesOf(text);
  const [first, after] = positionOf(cursor);
  const found: FoundContact<K>[] = [];
  for (let at = first; at < searches.length && found.length < limit; at += 1) {
    const { prefix, shows } = searches[at]!;
    const earlier = searches.slice(0, at);
    const isShown = (key: K): boolean => isWanted(key) && shows(key) && !earlier.some((one) => one.fits(key));
    const keys = await keysShown(
      read,
      { prefix, isShown, after: at === first ? after : undefined },
      limit - found.length,
    );
    found.push(...keys.map((key) => ({ key, cursor: `${at}:${key._id}` })));
  }
  return found;
}

/** The ids of records of a text with one typing error, up to `limit`, on one page. */
export async function contactsNear<K extends ContactKey>(
  read: ReadKeys<K>,
  { text, isWanted }: ContactsWanted<K>,
  idOf: (key: K) => string,
  limit: number,
): Promise<string[]> {
  const search = nearSearchOf(text);
  const found = new Set<string>();
  for (const prefix of search?.prefixes ?? []) {
    for await (const key of keysFrom(read, prefix)) {
      if (isWanted(key) && isNear(search!.words, key.words)) found.add(idOf(key));
      if (found.size === limit) return [...found];
    }
  }
  return [...found];
}

function positionOf(cursor: string | undefined): [number, string | undefined] {
  const [, at, key] = /^(\d):(.+)$/u.exec(cursor ?? '') ?? [];
  return at === undefined ? [0, undefined] : [Number(at), key];
}
