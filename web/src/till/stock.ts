import { ask } from '../api/client.js';
import { onEvent, onStreamOpen } from '../api/event-stream.js';
import { observable } from '../observable.js';
import type { Product } from '../api/shapes.js';

interface Level {
  readonly available: number;
  readonly version: number;
}

/** Available units by product and store, as last received. */
export type Levels = Readonly<Record<string, Readonly<Record<string, Level>>>>;

/** The levels the pages show; a level with a lower version is late and dropped. */
export const levels = observable<Levels>({});

const followed = new Set<string>();

/** Merges levels; the newer version wins. */
export function withLevels(
  known: Levels,
  figures: readonly { productId: string; storeId: string; available: number; version: number }[],
): Levels {
  let next = known;
  for (const { productId, storeId, available, version } of figures) {
    const present = next[productId]?.[storeId];
    if (present && present.version >= version) continue;
    next = { ...next, [productId]: { ...next[productId], [storeId]: { available, version } } };
  }
  return next;
}

/** Merges the stock levels contained in product documents. */
export function mergeProductStock(products: readonly Product[]): void {
  levels.set(
    withLevels(
      levels.get(),
      products.flatMap(({ productId, stock }) => stock.map((one) => ({ productId, ...one }))),
    ),
  );
}

/** Reads the levels of products from inventory. */
export async function readLevels(productIds: readonly string[]): Promise<void> {
  for (const productId of productIds) followed.add(productId);
  if (productIds.length === 0) return;
  const { items } = await ask('GET /stock', { query: { productId: productIds.slice(0, 200).join(',') } });
  levels.set(withLevels(levels.get(), items));
}

/** Updates the levels from events; after a break of the stream, reads them again. */
export function subscribeToLevels(): void {
  onEvent((event) => event.type === 'inventory.stockChanged' && levels.set(withLevels(levels.get(), [event.data])));
  onStreamOpen(() => void readLevels([...followed].slice(-200)).catch(() => undefined)); // read again when the stream opens next
}
