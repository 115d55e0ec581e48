import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { added, goodsOf } from './cart.js';
import { learnStock, readLevels } from './stock.js';
import type { TillStore } from './till-store.js';

/** Scanning: what is scanned becomes lines of the cart in the order it came, and what is asked for after it waits for it. */
export interface Scans {
  /** Adds the product of a code. */
  readonly scan: (code: string) => void;
  /** Adds the first product found by words; words that find none are taken as a code. */
  readonly find: (words: string) => void;
  readonly add: (product: Product) => void;
  /** Acts once all that was scanned so far is found or not; at once when nothing is being looked up. */
  readonly after: (act: () => void) => void;
  /** Waits until all that was scanned so far is looked up; whether all of it is in the cart. */
  readonly settled: () => Promise<boolean>;
  /** Something is being looked up. */
  readonly pending: boolean;
  /** A code nobody knows, or what went wrong. */
  readonly unknown: string | undefined;
  readonly error: unknown;
}

const KNOWN_MS = 60_000;
const SHOWN = 8;
/** Shorter words are not searched for. */
export const SHORTEST_WORDS = 2;

/** Products by words of their name, by SKU or barcode; the first few. */
export function searchOf(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => ask('GET /products', { query: { text: words, limit: String(SHOWN) }, signal }),
  });
}

/** Looks codes up and puts what they name into the cart; a code is looked up as a barcode, then as a SKU. */
export function useScans(desk: TillStore): Scans {
  const queries = useQueryClient();
  const [unknown, setUnknown] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [lookups, setLookups] = useState(0);
  const line = useRef(Promise.resolve());
  const waiting = useRef(0);
  const missed = useRef(0);
  const inOrder = useCallback((work: () => void | Promise<void>) => {
    const count = (change: 1 | -1): void => setLookups((waiting.current += change));
    count(1);
    line.current = line.current
      .then(work)
      .catch((failure: unknown) => {
        missed.current += 1;
        setError(failure);
      })
      .finally(() => count(-1));
  }, []);
  const put = useCallback(
    (product: Product) => {
      setUnknown(undefined);
      setError(undefined);
      learnStock([product]);
      void readLevels([product.productId]).catch(() => undefined); // the cached figure stands until the stream opens again
      desk.change((cart) => added(cart, goodsOf(product)));
    },
    [desk],
  );
  const look = useCallback(
    (text: string, read: () => Promise<Product | null>) =>
      inOrder(async () => {
        const product = await read();
        if (product) return put(product);
        missed.current += 1;
        setError(undefined);
        setUnknown(text);
      }),
    [inOrder, put],
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
  const scan = useCallback((code: string) => look(code, () => byCode(code)), [look, byCode]);
  const find = useCallback(
    (words: string) =>
      look(words, async () => {
        const search = { ...searchOf(words), retry: false };
        const [first] = words.length < SHORTEST_WORDS ? [] : (await queries.fetchQuery(search)).items;
        return first ?? byCode(words);
      }),
    [look, byCode, queries],
  );
  const after = useCallback((act: () => void) => (waiting.current === 0 ? act() : inOrder(act)), [inOrder]);
  const add = useCallback((product: Product) => after(() => put(product)), [after, put]);
  const settled = useCallback(async () => {
    const before = missed.current;
    await line.current;
    return missed.current === before;
  }, []);
  return { scan, find, add, after, settled, pending: lookups > 0, unknown, error };
}

async function productOf(code: string): Promise<Product | null> {
  const [byBarcode] = (await ask('GET /products', { query: { barcode: code, limit: '1' } })).items;
  if (byBarcode) return byBarcode;
  return (await ask('GET /products', { query: { sku: code, limit: '1' } })).items[0] ?? null;
}
