import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, ask, Unreachable } from '../api/client.js';
import { waitUntilReachable } from '../api/connection.js';
import type { Product } from '../api/shapes.js';

const RETRY_MS = 500;
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

/** Asks again while the gateway does not answer or fails; throws a refusal, and when the signal is aborted. */
export async function untilAnswered<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Unreachable || (error instanceof ApiProblem && error.retryable))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    await waitUntilReachable(RETRY_MS);
    signal.throwIfAborted();
  }
}

/** The product with this barcode, else with this SKU; null where none has it. */
export async function productOf(code: string): Promise<Product | null> {
  const [byBarcode] = (await ask('GET /products', { query: { barcode: code, limit: '1' } })).items;
  if (byBarcode) return byBarcode;
  return (await ask('GET /products', { query: { sku: code, limit: '1' } })).items[0] ?? null;
}
