import { inventory, uniqueKeysOf, type ParsedInputOf } from '@comptoir/contracts';
import { decideImportSuppliers } from '../domain/import-suppliers.js';
import { takenNumbers } from '../reads/supplier-numbers.js';
import { on } from '../store/inventory-store.js';

type Row = ParsedInputOf<typeof inventory.importSuppliers>['rows'][number];

const idOf = ({ added, changed }: Row): string => (changed ?? added!).supplierId;
const numbersOf = ({ added, changed }: Row) => (changed?.changes ?? added)!.identifiers ?? [];

/** Adds and changes suppliers, in one transaction. */
export const importSuppliers = on.command(inventory.importSuppliers, {
  keys: ({ rows }) => [...new Set(rows.flatMap((row) => [idOf(row), ...uniqueKeysOf(numbersOf(row))]))],
  load: async (store, { rows }) => {
    const known = await store.suppliers(rows.map(idOf));
    const numbers = [...known.flatMap((one) => one.identifiers), ...rows.flatMap(numbersOf)];
    return {
      known,
      keys: await store.keysOfSuppliers(known.map((one) => one._id)),
      ...(await takenNumbers(store, numbers)),
    };
  },
  decide: (state, input, context) => ({ ...decideImportSuppliers(state, input, context), keys: state.keys }),
  save: (store, { saved, keys }) => {
    const keysOf = Map.groupBy(keys, (key) => key.supplierId);
    return saved.flatMap((one) => store.writeSupplier(one, keysOf.get(one.after._id) ?? []));
  },
});
