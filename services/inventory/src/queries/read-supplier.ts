import { inventory } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { requireSupplier } from '../domain/supplier.js';
import { on } from '../store/inventory-store.js';

/** One supplier. */
export const readSupplier = on.query(inventory.readSupplier, async (store, { supplierId }) =>
  supplierViewOf(requireSupplier(await store.supplier(supplierId), supplierId)),
);
