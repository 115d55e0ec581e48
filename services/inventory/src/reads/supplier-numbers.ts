import { uniqueKeysOf, type Identifier } from '@comptoir/contracts';
import type { TakenNumbers } from '../domain/supplier.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** Which suppliers have these numbers. */
export async function takenNumbers(store: InventoryStore, identifiers: readonly Identifier[]): Promise<TakenNumbers> {
  const taken = await store.supplierIdentifiers(uniqueKeysOf(identifiers));
  return { taken, owners: await store.suppliers(taken.map((one) => one.supplierId)) };
}
