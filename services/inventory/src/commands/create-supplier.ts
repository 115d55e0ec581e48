import { inventory, inventoryErrors, uniqueKeysOf } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { decideCreateSupplier, supplierSaved } from '../domain/supplier.js';
import { takenNumbers } from '../reads/supplier-numbers.js';
import { on } from '../store/inventory-store.js';

/** Adds a supplier. */
export const createSupplier = on.command(inventory.createSupplier, {
  keys: ({ supplierId, identifiers }) => [supplierId, ...uniqueKeysOf(identifiers)],
  load: (store, { identifiers }) => takenNumbers(store, identifiers),
  decide: (state, input, context) => {
    const supplier = decideCreateSupplier(state, input, context);
    return { saved: supplierSaved(undefined, supplier, []), reply: supplierViewOf(supplier) };
  },
  save: (store, { saved }) => store.writeSupplier(saved, []),
  duplicate: ({ supplierId }) => inventoryErrors.supplierExists('This supplier exists already.', { supplierId }),
});
