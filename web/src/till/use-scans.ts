import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Product } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useObservable } from '../observable.js';
import {
  MIN_SEARCH_LENGTH,
  productOf,
  productOrLabel,
  searchOf,
  untilAnswered,
  withVariants,
  type LookedUp,
} from './look-up.js';
import { looksLikeCode } from './scan.js';
import type { ScanEntry, ScanQueue } from './scan-queue.js';
import type { TillStore } from './till-store.js';

/** Scanning: scanned codes become lines of the cart in their order; later actions wait for their look-up. */
export interface Scans {
  /** Adds the product of a code. */
  readonly scan: (code: string) => void;
  /** Adds the first product found by search terms, where that has no typing error; a typed code adds its product, or the only one that begins so. */
  readonly find: (terms: string) => void;
  readonly add: (product: Product) => void;
  /** Runs the action once all earlier look-ups are finished; at once when there are none. */
  readonly after: ScanQueue['after'];
  /** Runs an act after all earlier scans and before all later ones. */
  readonly act: ScanQueue['act'];
  /** Milliseconds since the last scan. */
  readonly sinceLatestMs: () => number;
  /** How many scans have added no product so far. */
  readonly misses: () => number;
  /** Whether a look-up is running. */
  readonly pending: () => boolean;
  /** Scans that are not in the cart, oldest first. */
  readonly entries: readonly ScanEntry[];
  /** Removes one of the entries. */
  readonly putAway: ScanQueue['putAway'];
}

const KNOWN_MS = 60_000;
/** Looks codes up and adds their products to the cart; a code is looked up as a barcode, then as a SKU, then as the label of a scale. */
export function useScans(tillStore: TillStore): Scans {
  const queries = useQueryClient();
  const { scans: queue } = tillStore;
  const entries = useObservable(queue.entries);
  const { store } = useStores();
  const layouts = useRef<readonly string[]>([]);
  layouts.current = store?.scaleLayouts ?? [];
  const actions = useMemo(() => {
    const ofCode = (code: string): Promise<Product | null> =>
      queries.fetchQuery({
        queryKey: ['code', code],
        queryFn: () => productOf(code),
        staleTime: (query) => (query.state.data ? KNOWN_MS : 0),
        retry: false,
      });
    const byCode = (code: string) => productOrLabel(code, layouts.current, ofCode);
    const byTerms = async (terms: string): Promise<LookedUp | null> => {
      // With a key of its own: the list's request ends with the list, which closes as soon as the field is empty.
      const search = { ...searchOf(terms, 'grouped'), queryKey: ['find', terms], retry: false };
      const exact = looksLikeCode(terms) ? await byCode(terms) : null;
      if (exact) return exact;
      const { items, withTypingError } =
        terms.length < MIN_SEARCH_LENGTH ? { items: [], withTypingError: [] } : await queries.fetchQuery(search);
      const [first, ...others] = items;
      if (looksLikeCode(terms)) return others.length === 0 ? (first ?? null) : null; // many may begin like a code
      if (!first) return byCode(terms);
      if (!withTypingError.includes(first.productId)) return first;
      return (await byCode(terms)) ?? { choice: items };
    };
    return {
      scan: (code: string) =>
        queue.push(code, (signal) => untilAnswered(signal, async () => withVariants(await byCode(code)))),
      find: (terms: string) =>
        queue.push(terms, (signal) => untilAnswered(signal, async () => withVariants(await byTerms(terms)))),
      add: (product: Product) => queue.push(product.name, async () => product),
      after: (action: () => void) => queue.after(action),
      act: (act: Parameters<ScanQueue['act']>[0]) => queue.act(act),
      sinceLatestMs: () => queue.sinceLatestMs(),
      misses: () => queue.misses,
      pending: () => queue.pending,
      putAway: (id: number) => queue.putAway(id),
    };
  }, [queries, queue]);
  useEffect(() => {
    for (const text of tillStore.takeScansLeft()) actions.find(text);
  }, [actions, tillStore]);
  return { ...actions, entries };
}
