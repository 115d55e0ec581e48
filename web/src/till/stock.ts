import { ask } from '../api/client.js';
import { onHeard, onStreamOpen } from '../api/heard.js';
import { watched } from '../watched.js';
import type { Product } from '../api/shapes.js';

interface Level {
  readonly available: number;
  readonly version: number;
}

/** Available units by product and store, as last heard. */
export type Levels = Readonly<Record<string, Readonly<Record<string, Level>>>>;

/** The levels the pages know; a figure with a lower version is late and dropped. */
export const levels = watched<Levels>({});

const follow = new Set<string>();

/** Takes in figures; the newer version wins. */
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

/** Takes in the stock a product came with. */
export function learnStock(products: readonly Product[]): void {
  levels.set(
    withLevels(
      levels.get(),
      products.flatMap(({ productId, stock }) => stock.map((one) => ({ productId, ...one }))),
    ),
  );
}

/** Reads the levels of products from the stock itself. */
export async function readLevels(productIds: readonly string[]): Promise<void> {
  for (const productId of productIds) follow.add(productId);
  if (productIds.length === 0) return;
  const { items } = await ask('GET /stock', { query: { productId: productIds.slice(0, 200).join(',') } });
  levels.set(withLevels(levels.get(), items));
}

/** Keeps the levels live: every change is heard, and what was missed during a break is read. */
export function keepLevels(): void {
  onHeard((heard) => heard.type === 'inventory.stockChanged' && levels.set(withLevels(levels.get(), [heard.data])));
  onStreamOpen(() => void readLevels([...follow].slice(-200)).catch(() => undefined)); // read again when the stream opens next
}
