import { supplierProductIdOf } from '../domain/supplier-records.js';
import type { InventoryStore } from '../store/inventory-store.js';

/** A supplier with what is known of it and the products of these lines. */
export async function supplierWithProducts(
  store: InventoryStore,
  supplierId: string,
  lines: readonly { readonly productId: string }[],
) {
  const ids = [...new Set(lines.map(({ productId }) => supplierProductIdOf(supplierId, productId)))];
  return { supplier: await store.supplier(supplierId), supplierProducts: await store.supplierProducts(ids) };
}
