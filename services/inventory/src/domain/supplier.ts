import {
  contactKeysOf,
  fieldInvalid,
  identifiersFault,
  inventoryErrors,
  nameKeyOf,
  takenByAnother,
  uniqueKeysOf,
  type Identifier,
  type inventory,
  type ParsedInputOf,
} from '@comptoir/contracts';
import type { SupplierIdentifier, SupplierRecord, SupplierSearchKey } from './supplier-records.js';

/** Who acts, and when. */
export interface Moment {
  readonly now: string;
  readonly actor: { readonly id: string };
}

/** What is known of the numbers that a supplier is to have, and the suppliers that have them. */
export interface TakenNumbers {
  readonly taken: readonly SupplierIdentifier[];
  readonly owners: readonly Pick<SupplierRecord, '_id' | 'name'>[];
}

/** A supplier after a decision, with the unique numbers that it takes and those that it gives up. */
export interface SupplierSaved {
  readonly before?: SupplierRecord | undefined;
  readonly after: SupplierRecord;
  readonly taken: readonly string[];
  readonly left: readonly SupplierIdentifier[];
}

/** What a decision takes and gives up, of what is known of the numbers before and after. */
export function supplierSaved(
  before: SupplierRecord | undefined,
  after: SupplierRecord,
  known: readonly SupplierIdentifier[],
): SupplierSaved {
  const wanted = uniqueKeysOf(after.identifiers);
  const own = known.filter((one) => one.supplierId === after._id);
  return {
    before,
    after,
    left: own.filter((one) => !wanted.includes(one._id)),
    taken: wanted.filter((key) => !own.some((one) => one._id === key)),
  };
}

/** A new supplier. Refuses numbers that do not go together, and supplier.identifier-taken. */
export function decideCreateSupplier(
  state: TakenNumbers,
  { supplierId, ...fields }: ParsedInputOf<typeof inventory.createSupplier>,
  { now, actor }: Moment,
): SupplierRecord {
  requireFitting(fields, 'identifiers');
  requireFree(state, supplierId, fields.identifiers);
  return {
    _id: supplierId,
    ...fields,
    archived: false,
    revision: 1,
    createdAt: now,
    createdBy: actor.id,
    changedAt: now,
    changedBy: actor.id,
    touched: 0,
  };
}

/** The supplier with its changes, under a new revision. Refuses supplier.unknown, supplier.changed, and what an addition refuses. */
export function decideChangeSupplier(
  state: TakenNumbers & { readonly found: SupplierRecord | null },
  { supplierId, revision, changes }: ParsedInputOf<typeof inventory.changeSupplier>,
  { now, actor }: Moment,
): SupplierRecord {
  const before = requireSupplier(state.found, supplierId);
  if (before.revision !== revision) {
    throw inventoryErrors.supplierChanged('This supplier was changed by somebody else in between: read it again.', {
      supplierId,
      revision: before.revision,
      asked: revision,
    });
  }
  const next = { ...before, ...changes, revision: revision + 1, changedAt: now, changedBy: actor.id };
  const after = Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as SupplierRecord;
  if (changes.identifiers !== undefined || changes.profile !== undefined) {
    requireFitting(after, 'changes.identifiers');
    requireFree(state, supplierId, after.identifiers);
  }
  return after;
}

/** The supplier, or supplier.unknown. */
export function requireSupplier(found: SupplierRecord | null, supplierId: string): SupplierRecord {
  if (!found) throw inventoryErrors.supplierUnknown('There is no supplier with this number.', { supplierId });
  return found;
}

/** The supplier to buy from; refuses supplier.unknown and supplier.archived. */
export function requireOffered(found: SupplierRecord | null, supplierId: string): SupplierRecord {
  const supplier = requireSupplier(found, supplierId);
  if (!supplier.archived) return supplier;
  throw inventoryErrors.supplierArchived(
    `${supplier.name} is archived: bring the supplier back first, or name another one.`,
    { supplierId, name: supplier.name },
  );
}

/** The keys of a supplier, with what searches look at: those of its words and numbers, and one in the list of all by name. */
export function keysOfSupplier(supplier: SupplierRecord): SupplierSearchKey[] {
  const { _id: supplierId, archived } = supplier;
  const found = contactKeysOf(supplier, [supplier]);
  const { words, numbers } = found[0] ?? { words: [], numbers: [] };
  return [...found.map((one) => one._id), nameKeyOf(supplier)].map((_id) => ({
    _id,
    key: _id,
    supplierId,
    archived,
    words,
    numbers,
  }));
}

function requireFitting(
  { profile, identifiers }: Pick<SupplierRecord, 'profile' | 'identifiers'>,
  field: string,
): void {
  const wrong = identifiersFault(profile, identifiers);
  if (wrong) throw fieldInvalid(`${field}.${wrong.at}.value`, wrong.fault);
}

function requireFree({ taken, owners }: TakenNumbers, supplierId: string, identifiers: readonly Identifier[]): void {
  const owned = new Map(taken.map((one) => [one._id, one.supplierId]));
  const found = takenByAnother(identifiers, owned, supplierId);
  if (!found) return;
  const { kind, value } = found.identifier;
  const name = owners.find((one) => one._id === found.ownerId)?.name ?? '';
  throw inventoryErrors.supplierNumberTaken(`${name} has the number ${value} already: use that supplier.`, {
    kind,
    value,
    supplierId: found.ownerId,
    name,
  });
}
