import type { StockDocument } from '@comptoir/contracts';
import { documentKindOf, documentOf } from '../domain/stock-card.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** What a document is found by: the id that a movement or a batch names, and the batch. */
export interface DocumentRef {
  readonly ref: string;
  readonly batchId: string;
}

/** The documents behind movements or batches, in their order, each with its number and its sale: one read a kind of document. */
export async function stockDocumentsOf(store: InventoryStore, named: readonly DocumentRef[]): Promise<StockDocument[]> {
  const refs = [...new Set(named.map(({ ref }) => ref))];
  const {
    sale = [],
    correction = [],
    deliveryCorrection,
    ...numbered
  } = Object.fromEntries(Map.groupBy(refs, documentKindOf)) as Partial<Record<StockDocument['kind'], string[]>>;
  const sales = await store.salesBehind(sale, correction);
  const numbers = await store.numbersOf(numbered);
  const corrected = named.flatMap(({ ref, batchId }) => (deliveryCorrection?.includes(ref) ? [batchId] : []));
  const deliveries = new Map((await store.batches(corrected)).map((one) => [one._id, one.deliveryId]));
  return named.map(({ ref, batchId }) => documentOf(ref, sales, numbers, deliveries.get(batchId)));
}
