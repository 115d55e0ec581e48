import { queryOptions } from '@tanstack/react-query';
import { readScaleCode, scaleLine, type ScaleLine } from '@comptoir/contracts/barcodes';
import { ApiProblem, ask, Unreachable } from '../api/client.js';
import { waitUntilReachable } from '../api/connection.js';
import type { Product } from '../api/shapes.js';

const RETRY_MS = 500;
const SHOWN = 8;
/** Shorter terms are not searched for. */
export const MIN_SEARCH_LENGTH = 2;

/** Products by name, brand, SKU or barcode; the first eight, those found with a typing error last; grouped, parents in the place of their variants. */
export function searchOf(terms: string, variants: 'each' | 'grouped' = 'each') {
  return queryOptions({
    queryKey: ['search', terms, variants],
    queryFn: ({ signal }) => ask('GET /products', { query: { text: terms, limit: String(SHOWN), variants }, signal }),
  });
}

/** The variants of a product, with their stock. */
export function variantsOf(productId: string) {
  return queryOptions({
    queryKey: ['variants', productId],
    queryFn: () => ask('GET /products/{productId}/variants', { params: { productId } }),
  });
}

/** What was found; in the place of a product with variants those that are sold, to choose from. */
export async function withVariants(found: LookedUp | null): Promise<LookedUp | null> {
  if (!found || 'choice' in found) return found;
  const { productId, variantOptions } = 'product' in found ? found.product : found;
  if (!variantOptions) return found;
  const { items } = await ask('GET /products/{productId}/variants', { params: { productId } });
  return { choice: items.filter(({ archivedAt }) => archivedAt === undefined) };
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

/** What a look-up has found: a product, and of a label of a scale how much of it; several that a person chooses from. */
export type LookedUp = Product | Weighed | Choice;

/** A product with what the label of a scale says of it. */
export interface Weighed {
  readonly product: Product;
  readonly line: ScaleLine;
}

/** Products that were found with a typing error: none is taken unless a person chooses it. */
export interface Choice {
  readonly choice: readonly Product[];
}

/** The product with this code; else that of the label of a scale, as the layouts of the store say. */
export async function productOrLabel(
  code: string,
  layouts: readonly string[],
  productOfCode: (code: string) => Promise<Product | null>,
): Promise<Product | Weighed | null> {
  const exact = await productOfCode(code);
  const label = exact ? undefined : readScaleCode(code, layouts);
  if (!label) return exact;
  const product = await productOfCode(label.item);
  const line = product ? scaleLine(label, product) : undefined;
  return product && line ? { product, line } : null;
}
