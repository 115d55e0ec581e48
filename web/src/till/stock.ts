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

type Figures = Parameters<typeof withLevels>[1];
type Parts = NonNullable<Product['parts']>;

/** Parts of the bundles that the pages show. */
const bundles = new Map<string, Parts>();

/** What the levels of parts are enough for; of stores where all of them are known. Its version is the sum of theirs. */
export function levelsOfBundle(productId: string, parts: Parts, known: Levels): Figures {
  const stores = Object.keys(known[parts[0]!.productId] ?? {});
  return stores.flatMap((storeId) => {
    const of = parts.map((part) => ({ needed: part.quantity, level: known[part.productId]?.[storeId] }));
    if (of.some(({ level }) => !level)) return [];
    const available = Math.min(...of.map(({ needed, level }) => Math.floor(level!.available / needed)));
    return [{ productId, storeId, available, version: of.reduce((all, { level }) => all + level!.version, 0) }];
  });
}

/** Merges figures, and what follows from them for bundles. */
function merge(figures: Figures): void {
  const known = withLevels(levels.get(), figures);
  levels.set([...bundles].reduce((all, [id, parts]) => withLevels(all, levelsOfBundle(id, parts, all)), known));
}

/** Merges the stock levels contained in product documents. */
export function mergeProductStock(products: readonly Product[]): void {
  merge(products.flatMap(({ productId, stock }) => stock.map((one) => ({ productId, ...one }))));
}

/** Reads the levels of products from inventory; those of the parts of a bundle. */
export async function readLevels(goods: readonly Pick<Product, 'productId' | 'parts'>[]): Promise<void> {
  for (const { productId, parts } of goods) if (parts) bundles.set(productId, parts);
  await readStock([...new Set(goods.flatMap((one) => one.parts?.map((part) => part.productId) ?? one.productId))]);
}

async function readStock(productIds: readonly string[]): Promise<void> {
  for (const productId of productIds) followed.add(productId);
  if (productIds.length === 0) return;
  const { items } = await ask('GET /stock', { query: { productId: productIds.slice(0, 200).join(',') } });
  merge(items);
}

/** Updates the levels from events; after a break of the stream, reads them again. */
export function subscribeToLevels(): void {
  onEvent((event) => event.type === 'inventory.stockChanged' && merge([event.data]));
  onStreamOpen(() => void readStock([...followed].slice(-200)).catch(() => undefined)); // read again when the stream opens next
}
