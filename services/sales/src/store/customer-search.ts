import { isNear, nearSearchOf, type CustomerView } from '@comptoir/contracts';
import { keysFrom, keysShown } from '@comptoir/kit';
import { searchesOf } from '../domain/customer-keys.js';
import type { CustomerSearchKey } from '../domain/records.js';
import type { SalesStore } from './sales-store.js';

/** Customers found, with the cursors behind them: the number of the search and the key, `<n>:<key>`. */
export interface FoundCustomer {
  readonly customerId: string;
  readonly cursor: string;
}

/** Customers by what was typed, after the cursor, up to `limit`. */
export async function customersLike(
  store: SalesStore,
  { text, kind }: { readonly text: string; readonly kind?: CustomerView['kind'] | undefined },
  cursor: string | undefined,
  limit: number,
): Promise<FoundCustomer[]> {
  const searches = searchesOf(text);
  const [first, after] = positionOf(cursor);
  const found: FoundCustomer[] = [];
  for (let at = first; at < searches.length && found.length < limit; at += 1) {
    const { prefix, shows } = searches[at]!;
    const earlier = searches.slice(0, at);
    const isShown = (key: CustomerSearchKey): boolean =>
      (kind === undefined || key.kind === kind) && shows(key) && !earlier.some((one) => one.fits(key));
    const keys = await keysShown(
      store.customerKeys,
      { prefix, isShown, after: at === first ? after : undefined },
      limit - found.length,
    );
    found.push(...keys.map(({ _id, customerId }) => ({ customerId, cursor: `${at}:${_id}` })));
  }
  return found;
}

/** Customers of a text with one typing error, up to `limit`, on one page. */
export async function customersNear(store: SalesStore, text: string, limit: number): Promise<string[]> {
  const search = nearSearchOf(text);
  const found = new Set<string>();
  for (const prefix of search?.prefixes ?? []) {
    for await (const key of keysFrom(store.customerKeys, prefix)) {
      if (isNear(search!.words, key.words)) found.add(key.customerId);
      if (found.size === limit) return [...found];
    }
  }
  return [...found];
}

function positionOf(cursor: string | undefined): [number, string | undefined] {
  const [, at, key] = /^(\d):(.+)$/u.exec(cursor ?? '') ?? [];
  return at === undefined ? [0, undefined] : [Number(at), key];
}
