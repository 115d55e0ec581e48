import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { added, goodsOf } from './cart.js';
import { mergeProductStock, readLevels } from './stock.js';
import type { TillStore } from './till-store.js';

/** Scanning: scanned codes become lines of the cart in their order; later actions wait for their look-up. */
export interface Scans {
  /** Adds the product of a code. */
  readonly scan: (code: string) => void;
  /** Adds the first product found by search terms; terms without a result are looked up as a code. */
  readonly find: (terms: string) => void;
  readonly add: (product: Product) => void;
  /** Runs the action once all earlier look-ups are finished; at once when there are none. */
  readonly after: (action: () => void) => void;
  /** Waits for all earlier look-ups; resolves to whether all of them added a product. */
  readonly settled: () => Promise<boolean>;
  /** A look-up is running. */
  readonly pending: boolean;
  /** The last code that is unknown, or the error of the last look-up. */
  readonly unknown: string | undefined;
  readonly error: unknown;
}

const KNOWN_MS = 60_000;
const SHOWN = 8;
/** Shorter terms are not searched for. */
export const MIN_SEARCH_LENGTH = 2;

/** Products by name, SKU or barcode; the first eight. */
export function searchOf(terms: string) {
  return queryOptions({
    queryKey: ['search', terms],
    queryFn: ({ signal }) => ask('GET /products', { query: { text: terms, limit: String(SHOWN) }, signal }),
  });
}

/** Looks codes up and adds their products to the cart; a code is looked up as a barcode, then as a SKU. */
export function useScans(tillStore: TillStore): Scans {
  const queries = useQueryClient();
  const [unknown, setUnknown] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [lookups, setLookups] = useState(0);
  const queue = useRef(Promise.resolve());
  const queued = useRef(0);
  const failures = useRef(0);
  const enqueue = useCallback((work: () => void | Promise<void>) => {
    const count = (change: 1 | -1): void => setLookups((queued.current += change));
    count(1);
    queue.current = queue.current
      .then(work)
      .catch((failure: unknown) => {
        failures.current += 1;
        setError(failure);
      })
      .finally(() => count(-1));
  }, []);
  const addToCart = useCallback(
    (product: Product) => {
      setUnknown(undefined);
      setError(undefined);
      mergeProductStock([product]);
      void readLevels([product.productId]).catch(() => undefined); // the cached level is used until the stream opens again
      tillStore.change((cart) => added(cart, goodsOf(product)));
    },
    [tillStore],
  );
  const lookUp = useCallback(
    (text: string, read: () => Promise<Product | null>) =>
      enqueue(async () => {
        const product = await read();
        if (product) return addToCart(product);
        failures.current += 1;
        setError(undefined);
        setUnknown(text);
      }),
    [enqueue, addToCart],
  );
  const byCode = useCallback(
    (code: string) =>
      queries.fetchQuery({
        queryKey: ['code', code],
        queryFn: () => productOf(code),
        staleTime: (query) => (query.state.data ? KNOWN_MS : 0),
        retry: false,
      }),
    [queries],
  );
  const scan = useCallback((code: string) => lookUp(code, () => byCode(code)), [lookUp, byCode]);
  const find = useCallback(
    (terms: string) =>
      lookUp(terms, async () => {
        const search = { ...searchOf(terms), retry: false };
        const [first] = terms.length < MIN_SEARCH_LENGTH ? [] : (await queries.fetchQuery(search)).items;
        return first ?? byCode(terms);
      }),
    [lookUp, byCode, queries],
  );
  const after = useCallback((action: () => void) => (queued.current === 0 ? action() : enqueue(action)), [enqueue]);
  const add = useCallback((product: Product) => after(() => addToCart(product)), [after, addToCart]);
  const settled = useCallback(async () => {
    const before = failures.current;
    await queue.current;
    return failures.current === before;
  }, []);
  return { scan, find, add, after, settled, pending: lookups > 0, unknown, error };
}

async function productOf(code: string): Promise<Product | null> {
  const [byBarcode] = (await ask('GET /products', { query: { barcode: code, limit: '1' } })).items;
  if (byBarcode) return byBarcode;
  return (await ask('GET /products', { query: { sku: code, limit: '1' } })).items[0] ?? null;
}
