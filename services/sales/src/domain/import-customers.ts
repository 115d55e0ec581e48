import {
  decideRows,
  salesErrors,
  uniqueKeysOf,
  type DomainError,
  type Identifier,
  type ParsedInputOf,
  type RowRefusal,
  type RowsWritten,
  type sales,
} from '@comptoir/contracts';
import { customerWritten, decideChangeCustomer, decideCreateCustomer } from './change-customer.js';
import type { ChangeMoment, CustomerWritten, TakenIdentifiers } from './change-customer.js';
import type { CustomerRecord } from './records.js';

/** The customers behind the ids of rows, the accounts merged into them, and who has their numbers. */
export interface ImportCustomersState extends TakenIdentifiers {
  readonly known: ReadonlyMap<string, CustomerRecord>;
  readonly merged: readonly CustomerRecord[];
}

/** What rows write, and what is answered. */
export interface CustomersImported {
  readonly saved: readonly CustomerWritten[];
  readonly reply: RowsWritten;
}

/** A refusal is stored with the reply, which no erasure of the other customer reaches: it names nobody. */
function refusalOf({ code, details, message }: DomainError): Omit<RowRefusal, 'line' | 'code'> {
  const { kind, customerId } = details as { kind?: string; customerId?: string };
  if (code !== salesErrors.identifierTaken.code || kind === undefined) return { field: 'name', message };
  return { field: kind, message: `The account ${customerId} has this number already: use that account.` };
}

/**
 * Opens and changes accounts row after row, each as one alone is decided. A number that a row takes or gives up stays with its
 * account for the rows after it. With `allOrNothing` nothing is saved where a row is refused. A row of the history has a
 * command id of its own, `<commandId>/<line>`: the stored reply of the command names nobody, and an erasure leaves it.
 */
export function decideImportCustomers(
  state: ImportCustomersState,
  input: Pick<ParsedInputOf<typeof sales.importCustomers>, 'rows' | 'allOrNothing'>,
  { now, actor, commandId }: ChangeMoment,
): CustomersImported {
  const known = new Map(state.known);
  const changed = new Map<string, CustomerRecord>();
  const merged = Map.groupBy(state.merged, (one) => one.mergedInto);
  const takenBy = new Map(state.taken.map((one) => [one._id, one]));
  const owners = new Map<string, Pick<CustomerRecord, '_id' | 'name'>>(state.owners.map((one) => [one._id, one]));
  const behind = (id: string): CustomerRecord | undefined => {
    const found = known.get(id);
    return found && (changed.get(found._id) ?? found);
  };
  const takenOf = (identifiers: readonly Identifier[]): TakenIdentifiers => {
    const taken = uniqueKeysOf(identifiers).flatMap((key) => takenBy.get(key) ?? []);
    return { taken, owners: taken.flatMap((one) => owners.get(one.customerId) ?? []) };
  };

  return decideRows(
    input,
    (row): CustomerWritten => {
      const moment = { now, actor, commandId: `${commandId}/${row.line}` };
      const before = behind((row.changed ?? row.added!).customerId);
      const numbers = takenOf([
        ...(before?.identifiers ?? []),
        ...((row.changed?.changes ?? row.added)!.identifiers ?? []),
      ]);
      if (row.added && before) {
        const { customerId } = row.added;
        throw salesErrors.customerExists('This customer account exists already.', { customerId });
      }
      const saved = row.changed
        ? decideChangeCustomer({ ...numbers, found: before ?? null }, row.changed, moment)
        : decideCreateCustomer(numbers, row.added!, moment);
      const { customer } = saved;
      const written = customerWritten(saved, before, { merged: merged.get(customer._id) ?? [], taken: numbers.taken });
      known.set(customer._id, customer);
      changed.set(customer._id, customer);
      owners.set(customer._id, customer);
      for (const _id of written.taken) takenBy.set(_id, { _id, customerId: customer._id });
      return written;
    },
    refusalOf,
  );
}
