import { inventory, inventoryErrors } from '@comptoir/contracts';
import { supplierReturnViewOf } from '../domain/supplier-bill-records.js';
import { on } from '../store/inventory-store.js';

/** One return to a supplier. */
export const readSupplierReturn = on.query(inventory.readSupplierReturn, async (store, { supplierReturnId }) => {
  const found = await store.supplierReturn(supplierReturnId);
  if (!found)
    throw inventoryErrors.supplierReturnUnknown('There is no such return to a supplier.', { supplierReturnId });
  return supplierReturnViewOf(found);
});
