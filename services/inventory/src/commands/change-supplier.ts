import { inventory, uniqueKeysOf } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { decideChangeSupplier, requireSupplier, supplierSaved } from '../domain/supplier.js';
import { takenNumbers } from '../reads/supplier-numbers.js';
import { on } from '../store/inventory-store.js';

/** Changes a supplier, or archives it. */
export const changeSupplier = on.command(inventory.changeSupplier, {
  keys: ({ supplierId, changes }) => [supplierId, ...uniqueKeysOf(changes.identifiers ?? [])],
  load: async (store, { supplierId, changes }) => {
    const found = await store.supplier(supplierId);
    const numbers = [...(found?.identifiers ?? []), ...(changes.identifiers ?? [])];
    return { found, keys: await store.keysOfSuppliers([supplierId]), ...(await takenNumbers(store, numbers)) };
  },
  decide: (state, input, context) => {
    const after = decideChangeSupplier(state, input, context);
    const before = requireSupplier(state.found, input.supplierId);
    const saved = supplierSaved(before, after, state.taken);
    return { saved, keysBefore: state.keys, reply: supplierViewOf(after) };
  },
  save: (store, { saved, keysBefore }) => store.writeSupplier(saved, keysBefore),
});
