import { inventory, uniqueKeysOf } from '@comptoir/contracts';
import { supplierViewOf } from '../domain/supplier-records.js';
import { decideChangeSupplier, keysOfSupplier, requireSupplier } from '../domain/supplier.js';
import { takenNumbers } from '../reads/supplier-numbers.js';
import { on } from '../store/inventory-store.js';

/** Changes a supplier, or archives it. */
export const changeSupplier = on.command(inventory.changeSupplier, {
  keys: ({ supplierId, changes }) => [supplierId, ...uniqueKeysOf(changes.identifiers ?? [])],
  load: async (store, { supplierId, changes }) => {
    const found = await store.supplier(supplierId);
    const numbers = [...(found?.identifiers ?? []), ...(changes.identifiers ?? [])];
    return { found, keys: await store.keysOfSupplier(supplierId), ...(await takenNumbers(store, numbers)) };
  },
  decide: (state, input, context) => {
    const after = decideChangeSupplier(state, input, context);
    const before = requireSupplier(state.found, input.supplierId);
    const wanted = uniqueKeysOf(after.identifiers);
    const own = state.taken.filter((one) => one.supplierId === before._id);
    return {
      before,
      after,
      keysBefore: state.keys,
      left: own.filter((one) => !wanted.includes(one._id)),
      taken: wanted.filter((key) => !own.some((one) => one._id === key)),
      reply: supplierViewOf(after),
    };
  },
  save: (store, { before, after, keysBefore, left, taken }) => [
    store.saveSupplier(before, after),
    ...store.leaveSupplierIdentifiers(left),
    ...store.takeSupplierIdentifiers(after._id, taken),
    ...store.saveSupplierKeys(keysBefore, keysOfSupplier(after)),
  ],
});
