import { NO_SUPPLIER } from '@comptoir/contracts';
import type { SalesStore } from '../store/sales-store.js';

/** The supplier of each delivery that names one. */
export async function suppliersOf(store: SalesStore, deliveryIds: Iterable<string>): Promise<Map<string, string>> {
  const found = await store.deliveriesOf([...new Set(deliveryIds)]);
  return new Map(found.flatMap(({ _id, supplierName }) => (supplierName ? [[_id, supplierName]] : [])));
}

/** What people call a delivery: its supplier, the number of its paper, the day it came. */
export async function labelsOf(store: SalesStore, deliveryIds: readonly string[]): Promise<Map<string, string>> {
  const found = await store.deliveriesOf(deliveryIds);
  return new Map(
    found.map(({ _id, supplierName, reference, receivedAt }) => [
      _id,
      [supplierName, reference, receivedAt.slice(0, 10)].filter(Boolean).join(' · '),
    ]),
  );
}

/** The key of the margin of a delivery's supplier. */
export function supplierKeyOf(suppliers: ReadonlyMap<string, string>): (deliveryId: string) => string {
  return (deliveryId) => suppliers.get(deliveryId) ?? NO_SUPPLIER;
}
