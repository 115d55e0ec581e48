import { inventory, inventoryErrors } from '@comptoir/contracts';
import { supplierBillViewOf } from '../domain/supplier-bill-records.js';
import { on } from '../store/inventory-store.js';

/** One bill or credit note. */
export const readSupplierBill = on.query(inventory.readSupplierBill, async (store, { billId }) => {
  const found = await store.supplierBill(billId);
  if (!found) throw inventoryErrors.billUnknown('There is no such paper of a supplier.', { billId });
  return supplierBillViewOf(found);
});
