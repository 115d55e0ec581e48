import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { added, goodsOf } from './cart.js';
import { learnStock, readLevels } from './stock.js';
import type { TillStore } from './till-store.js';

/** Scanning: codes become lines of the cart in the order they came. */
export interface Scans {
  readonly scan: (code: string) => void;
  readonly add: (product: Product) => void;
  /** A code nobody knows, or what went wrong. */
  readonly unknown: string | undefined;
  readonly error: unknown;
}

const KNOWN_MS = 60_000;

/** Looks codes up and puts what they name into the cart; a code is looked up as a barcode, then as a SKU. */
export function useScans(desk: TillStore): Scans {
  const queries = useQueryClient();
  const [unknown, setUnknown] = useState<string>();
  const [error, setError] = useState<unknown>();
  const line = useRef(Promise.resolve());
  const add = useCallback(
    (product: Product) => {
      setUnknown(undefined);
      setError(undefined);
      learnStock([product]);
      void readLevels([product.productId]).catch(() => undefined); // the cached figure stands until the stream opens again
      desk.change((cart) => added(cart, goodsOf(product)));
    },
    [desk],
  );
  const scan = useCallback(
    (code: string) => {
      const look = async (): Promise<void> => {
        try {
          const product = await queries.fetchQuery({
            queryKey: ['code', code],
            queryFn: () => productOf(code),
            staleTime: (query) => (query.state.data ? KNOWN_MS : 0),
            retry: false,
          });
          if (product) return add(product);
          setError(undefined);
          setUnknown(code);
        } catch (failure) {
          setError(failure);
        }
      };
      line.current = line.current.then(look);
    },
    [queries, add],
  );
  return { scan, add, unknown, error };
}

async function productOf(code: string): Promise<Product | null> {
  const [byBarcode] = (await ask('GET /products', { query: { barcode: code, limit: '1' } })).items;
  if (byBarcode) return byBarcode;
  return (await ask('GET /products', { query: { sku: code, limit: '1' } })).items[0] ?? null;
}
