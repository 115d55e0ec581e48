import {
  customerField,
  fieldInvalid,
  identifiersFault,
  salesErrors,
  takenByAnother,
  uniqueKeysOf,
  type CustomerChange,
  type Identifier,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { requireLiving } from './customer.js';
import { omitUndefined } from './omit-undefined.js';
import type { CustomerChangeRecord, CustomerRecord, IdentifierRecord } from './records.js';

/** Who acts, when, under which command: what a row of the history keeps. */
export interface ChangeMoment {
  readonly now: string;
  readonly actor: { readonly id: string };
  readonly commandId: string;
}

/** An account after a decision, with the row of its history. */
export interface CustomerSaved {
  readonly customer: CustomerRecord;
  readonly change: CustomerChangeRecord;
}

/** What is known of the numbers that an account is to have, and the accounts that have them. */
export interface TakenIdentifiers {
  readonly taken: readonly IdentifierRecord[];
  readonly owners: readonly Pick<CustomerRecord, '_id' | 'name'>[];
}

/** An account after a decision as it is written: with the accounts merged into it, and the unique numbers that it takes and gives up. */
export interface CustomerWritten extends CustomerSaved {
  readonly before?: CustomerRecord | undefined;
  readonly merged: readonly CustomerRecord[];
  readonly taken: readonly string[];
  readonly left: readonly IdentifierRecord[];
}

/** What a decision takes and gives up, of what is known of the numbers before and after; numbers of merged accounts stay. */
export function customerWritten(
  { customer, change }: CustomerSaved,
  before: CustomerRecord | undefined,
  { merged, taken }: { readonly merged: readonly CustomerRecord[]; readonly taken: readonly IdentifierRecord[] },
): CustomerWritten {
  const kept = uniqueKeysOf([customer, ...merged].flatMap((one) => one.identifiers));
  const own = taken.filter((one) => one.customerId === customer._id);
  return {
    customer,
    change,
    before,
    merged,
    left: own.filter((one) => !kept.includes(one._id)),
    taken: uniqueKeysOf(customer.identifiers).filter((key) => !own.some((one) => one._id === key)),
  };
}

/** A new customer account. Refuses numbers that do not go together, and `customer.identifier-taken`. */
export function decideCreateCustomer(
  state: TakenIdentifiers,
  input: ParsedInputOf<typeof sales.createCustomer>,
  moment: ChangeMoment,
): CustomerSaved {
  const { customerId, ...fields } = input;
  requireFitting(input, 'identifiers');
  requireNamed(input, 'group');
  requireFree(state, customerId, input.identifiers);
  const customer: CustomerRecord = omitUndefined({
    _id: customerId,
    ...fields,
    revision: 1,
    createdAt: moment.now,
    touched: 0,
  });
  return { customer, change: changeRow(customer, 'opened', differences({}, customer), moment) };
}

/** The account with its changes, under a new revision. Refuses `customer.unknown`, `customer.erased`, `customer.changed` and what an opening refuses. */
export function decideChangeCustomer(
  state: TakenIdentifiers & { readonly found: CustomerRecord | null },
  { customerId, revision, changes, reason }: ParsedInputOf<typeof sales.changeCustomer>,
  moment: ChangeMoment,
): CustomerSaved {
  const before = requireRevision(requireLiving(state.found, customerId), revision);
  const changed = Object.entries(changes).map(([field, value]) => [field, value ?? undefined]);
  const customer: CustomerRecord = omitUndefined({
    ...before,
    ...Object.fromEntries(changed),
    revision: revision + 1,
  });
  requireNamed(customer, 'changes.group');
  if (changes.identifiers !== undefined || changes.profile !== undefined) {
    requireFitting(customer, 'changes.identifiers');
    requireFree(state, customer._id, customer.identifiers);
  }
  return { customer, change: changeRow(customer, 'changed', differences(before, customer), moment, { reason }) };
}

/** The account, if it is at this revision; else `customer.changed`. */
export function requireRevision(customer: CustomerRecord, revision: number): CustomerRecord {
  if (customer.revision === revision) return customer;
  throw salesErrors.customerChanged('This account was changed by somebody else in between: read it again.', {
    customerId: customer._id,
    revision: customer.revision,
    asked: revision,
  });
}

function requireFitting(
  { profile, identifiers }: Pick<CustomerRecord, 'profile' | 'identifiers'>,
  field: string,
): void {
  const wrong = identifiersFault(profile, identifiers);
  if (wrong) throw fieldInvalid(`${field}.${wrong.at}.value`, wrong.fault);
}

/** Prices of a group are for customers with a name: the till does not ask who a walk-in is. */
function requireNamed({ kind, group }: Pick<CustomerRecord, 'kind' | 'group'>, field: string): void {
  if (kind === 'walkIn' && group !== undefined) throw fieldInvalid(field, 'a walk-in is in no group');
}

function requireFree(
  { taken, owners }: TakenIdentifiers,
  customerId: string,
  identifiers: readonly Identifier[],
): void {
  const owned = new Map(taken.map((one) => [one._id, one.customerId]));
  const found = takenByAnother(identifiers, owned, customerId);
  if (!found) return;
  const { kind, value } = found.identifier;
  const name = owners.find((one) => one._id === found.ownerId)?.name ?? '';
  throw salesErrors.identifierTaken(`${name} has the number ${value} already: use that account.`, {
    kind,
    value,
    customerId: found.ownerId,
    name,
  });
}

type Fields = Partial<Pick<CustomerRecord, (typeof customerField.options)[number]>>;

const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

/** The fields that differ, with what they were and what they are. */
export function differences(before: Fields, after: Fields): CustomerChange['fields'] {
  return customerField.options.flatMap((field) => {
    const [old, now] = [before[field], after[field]];
    if (JSON.stringify(old) === JSON.stringify(now) || (isNothing(old) && isNothing(now))) return [];
    return [
      {
        field,
        ...(isNothing(old) ? {} : { before: old }),
        ...(isNothing(now) ? {} : { after: now }),
      },
    ];
  });
}

/** A row of the history of an account; its id sorts by the time of the change. */
export function changeRow(
  { _id: customerId, revision }: CustomerRecord,
  what: CustomerChange['what'],
  fields: CustomerChange['fields'],
  { now, actor, commandId }: ChangeMoment,
  { reason, otherId }: { readonly reason?: string | undefined; readonly otherId?: string } = {},
): CustomerChangeRecord {
  return omitUndefined({
    _id: `${now}/${customerId}/${revision}`,
    customerId,
    what,
    at: now,
    by: actor.id,
    commandId,
    reason,
    otherId,
    fields,
  });
}

/** A row of the history as others see it. */
export function changeView({ _id: _row, commandId: _command, ...change }: CustomerChangeRecord): CustomerChange {
  return { ...change, fields: [...change.fields] };
}
