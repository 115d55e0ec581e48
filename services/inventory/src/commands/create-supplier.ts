import { inventory, inventoryErrors, uniqueKeysOf } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { decideCreateSupplier, keysOfSupplier } from '../domain/supplier.js';
import { takenNumbers } from '../reads/supplier-numbers.js';
import { on } from '../store/inventory-store.js';

/** Adds a supplier. */
export const createSupplier = on.command(inventory.createSupplier, {
  keys: ({ supplierId, identifiers }) => [supplierId, ...uniqueKeysOf(identifiers)],
  load: (store, { identifiers }) => takenNumbers(store, identifiers),
  decide: (state, input, context) => {
    const supplier = decideCreateSupplier(state, input, context);
    return { supplier, reply: supplierViewOf(supplier) };
  },
  save: (store, { supplier }) => [
    store.insertSupplier(supplier),
    ...store.takeSupplierIdentifiers(supplier._id, uniqueKeysOf(supplier.identifiers)),
    ...store.saveSupplierKeys([], keysOfSupplier(supplier)),
  ],
  duplicate: ({ supplierId }) => inventoryErrors.supplierExists('This supplier exists already.', { supplierId }),
});
