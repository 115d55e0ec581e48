import { paperKeyOf } from '../domain/supplier-bill-records.js';
import type { BillState, SupplierPaper } from '../domain/supplier-bill.js';
import type { InventoryStore } from '../store/inventory-store.js';
import { billState } from './bill-state.js';

/** What a paper is matched with, its supplier, and the paper of the same number that the supplier has sent before. */
export async function paperState(
  store: InventoryStore,
  { supplierId, kind, number, lines }: SupplierPaper,
): Promise<BillState> {
  return {
    supplier: await store.supplier(supplierId),
    sameNumber: await store.supplierBillOfPaper(paperKeyOf(supplierId, kind, number)),
    ...(await billState(store, lines)),
  };
}
