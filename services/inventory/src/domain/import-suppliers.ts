import {
  decideRows,
  inventoryErrors,
  uniqueKeysOf,
  type DomainError,
  type Identifier,
  type inventory,
  type ParsedInputOf,
  type RowRefusal,
  type RowsWritten,
} from '@comptoir/contracts';
import { decideChangeSupplier, decideCreateSupplier, supplierSaved } from './supplier.js';
import type { Moment, SupplierSaved, TakenNumbers } from './supplier.js';
import type { SupplierRecord } from './supplier-records.js';

/** The suppliers that rows name, and those that have their numbers. */
export interface ImportSuppliersState extends TakenNumbers {
  readonly known: readonly SupplierRecord[];
}

/** What rows write, and what is answered. */
export interface SuppliersImported {
  readonly saved: readonly SupplierSaved[];
  readonly reply: RowsWritten;
}

function refusalOf(error: DomainError): Omit<RowRefusal, 'line' | 'code'> {
  const { kind } = error.details as { kind?: string };
  const isNumber = error.code === inventoryErrors.supplierNumberTaken.code && kind !== undefined;
  return { field: isNumber ? kind : 'name', message: error.message };
}

/**
 * Adds and changes suppliers row after row, each as one alone is decided. A number that a row takes or gives up stays with its
 * supplier for the rows after it. With `allOrNothing` nothing is saved where a row is refused.
 */
export function decideImportSuppliers(
  state: ImportSuppliersState,
  input: Pick<ParsedInputOf<typeof inventory.importSuppliers>, 'rows' | 'allOrNothing'>,
  moment: Moment,
): SuppliersImported {
  const known = new Map(state.known.map((one) => [one._id, one]));
  const takenBy = new Map(state.taken.map((one) => [one._id, one]));
  const owners = new Map(state.owners.map((one) => [one._id, one]));
  const takenOf = (identifiers: readonly Identifier[]): TakenNumbers => {
    const taken = uniqueKeysOf(identifiers).flatMap((key) => takenBy.get(key) ?? []);
    return { taken, owners: taken.flatMap((one) => owners.get(one.supplierId) ?? []) };
  };

  return decideRows(
    input,
    ({ added, changed }): SupplierSaved => {
      const before = known.get((changed ?? added!).supplierId);
      const numbers = takenOf([...(before?.identifiers ?? []), ...((changed?.changes ?? added)!.identifiers ?? [])]);
      if (added && before)
        throw inventoryErrors.supplierExists('This supplier exists already.', { supplierId: added.supplierId });
      const after = changed
        ? decideChangeSupplier({ ...numbers, found: before ?? null }, changed, moment)
        : decideCreateSupplier(numbers, added!, moment);
      const saved = supplierSaved(before, after, numbers.taken);
      known.set(after._id, after);
      owners.set(after._id, after);
      for (const _id of saved.taken) takenBy.set(_id, { _id, supplierId: after._id });
      return saved;
    },
    refusalOf,
  );
}
