import {
  idRange,
  insert,
  KEYS_PER_READ,
  kitModels,
  modelOf,
  nowDate,
  readInPieces,
  readNewest,
  remove,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import { ID_PREFIXES, recognitionKeysOf, type KeyRange } from '@comptoir/contracts';
import type { CustomerWritten } from '../domain/change-customer.js';
import { keysOfCustomer } from '../domain/customer-keys.js';
import type {
  CorrectionRecord,
  CustomerChangeRecord,
  CustomerRecord,
  CustomerSearchKey,
  IdentifierRecord,
  PaymentRecord,
  SaleRecord,
  SaleStatus,
} from '../domain/records.js';
import { customerChangeSchema, customerSchema, customerSearchSchema, identifierSchema } from './customers.schema.js';
import { correctionSchema, paymentSchema, saleSchema, saleStatusSchema } from './sales.schema.js';
import { olderThan, updateFrom } from './update-from.js';

/** What lists are ordered by is of the store alone. */
const WITHOUT_KEYS = { leadKey: 0, kindKey: 0, recognised: 0 } as const;

interface StoredCustomer extends CustomerRecord {
  readonly leadKey?: string;
  readonly kindKey?: string;
  readonly recognised?: readonly string[];
}

/** An account as it is stored: one that leads with the keys of the lists, and with those it is recognised by. */
function stored(customer: CustomerRecord): StoredCustomer {
  const { _id, kind, mergedInto, erasedAt } = customer;
  if (mergedInto !== undefined) return customer;
  const recognised = erasedAt === undefined ? { recognised: recognitionKeysOf(customer) } : {};
  return { ...customer, leadKey: _id, kindKey: `${kind}/${_id}`, ...recognised };
}

/** Customers, what they are found by, and what was done to them. */
export function customerStore(connection: Connection) {
  const customers = modelOf(connection, 'customers', customerSchema);
  const identifiers = modelOf(connection, 'customerIdentifiers', identifierSchema);
  const searchKeys = modelOf(connection, 'customerSearchKeys', customerSearchSchema);
  const changes = modelOf(connection, 'customerChanges', customerChangeSchema);
  const sales = modelOf(connection, 'sales', saleSchema);
  const progress = modelOf(connection, 'saleProgress', saleStatusSchema);
  const corrections = modelOf(connection, 'corrections', correctionSchema);
  const payments = modelOf(connection, 'payments', paymentSchema);
  const { commands } = kitModels(connection);

  /** Saves the account as it is now, if it still is at the revision it was read at. */
  const saveCustomer = (before: CustomerRecord, after: CustomerRecord): Write =>
    update(customers, { _id: before._id, revision: before.revision }, updateFrom(stored(before), stored(after)));
  const leaveIdentifiers = (left: readonly IdentifierRecord[]): Write[] =>
    left.map(({ _id, customerId }) => remove(identifiers, { _id, customerId }));
  /** Saves the keys that customers are found by from now on, in the place of those they were found by. */
  const saveKeys = (before: readonly CustomerSearchKey[], after: readonly CustomerSearchKey[]): Write[] => {
    const known = new Map(before.map((key) => [key._id, key]));
    const kept = new Set(after.map((key) => key._id));
    return [
      ...before.filter((key) => !kept.has(key._id)).map(({ _id }) => remove(searchKeys, { _id })),
      ...after.flatMap((key) => {
        const old = known.get(key._id);
        if (!old) return [insert(searchKeys, key)];
        const { words, numbers } = key;
        const same = JSON.stringify([old.words, old.numbers]) === JSON.stringify([words, numbers]);
        return same ? [] : [update(searchKeys, { _id: key._id }, { $set: { words, numbers } })];
      }),
    ];
  };
  const insertChange = (change: CustomerChangeRecord): Write => insert(changes, change);

  return (session: ClientSession | null) => {
    const account = (id: string) => customers.findById(id, WITHOUT_KEYS).session(session).lean<CustomerRecord | null>();
    return {
      /** The account as it is stored, also one that was merged into another. */
      account,
      /** The customer behind an id: the account, or the one that it was merged into. */
      customer: async (id: string): Promise<CustomerRecord | null> => {
        const found = await account(id);
        return found?.mergedInto === undefined ? found : account(found.mergedInto);
      },
      accounts: (ids: readonly string[]): Promise<CustomerRecord[]> =>
        readInPieces(ids, (some) =>
          customers
            .find({ _id: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean(),
        ),
      /** Accounts that lead and have one of these keys, in order of id. */
      customersRecognised: async (keys: readonly string[]): Promise<CustomerRecord[]> => {
        const found = await readInPieces<CustomerRecord>(keys, (some) =>
          customers
            .find({ recognised: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean(),
        );
        return [...new Map(found.map((one) => [one._id, one])).values()].toSorted((a, b) => (a._id < b._id ? -1 : 1));
      },
      /** Those of these accounts that there are, each with the one that leads it. */
      leadsOf: async (ids: readonly string[]): Promise<Map<string, string>> => {
        const rows = await readInPieces<Pick<CustomerRecord, '_id' | 'mergedInto'>>(ids, (some) =>
          customers
            .find({ _id: { $in: some } }, { mergedInto: 1 })
            .session(session)
            .lean(),
        );
        return new Map(rows.map(({ _id, mergedInto }) => [_id, mergedInto ?? _id]));
      },
      /** Accounts that lead, newest first. */
      customers: (kind: CustomerRecord['kind'] | undefined, cursor: string | undefined, limit: number) => {
        const [field, owner] = kind === undefined ? ['leadKey', ''] : ['kindKey', `${kind}/`];
        const wanted = { owner, prefix: `${ID_PREFIXES.customer}_`, cursor, nowMs: nowDate().getTime() };
        return readNewest(wanted, limit, (range, most) =>
          customers
            .find({ [field]: range }, WITHOUT_KEYS)
            .sort({ [field]: -1 })
            .limit(most)
            .session(session)
            .lean<CustomerRecord[]>(),
        );
      },
      /** Accounts for the audit: how each stands in its group. */
      accountsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
        customers
          .find(idRange(after, upTo), { mergedInto: 1, merged: 1 })
          .sort({ _id: 1 })
          .limit(limit)
          .session(session)
          .lean<Pick<CustomerRecord, '_id' | 'mergedInto' | 'merged'>[]>(),
      saveCustomer,
      leaveIdentifiers,
      saveKeys,
      insertChange,
      /** Writes an account with its numbers, the row of its history, and the keys that it is found by in the place of those it was found by. */
      writeCustomer: (
        { before, customer, merged, change, taken, left }: CustomerWritten,
        keysBefore: readonly CustomerSearchKey[],
      ): Write[] => [
        before ? saveCustomer(before, customer) : insert(customers, stored(customer)),
        ...leaveIdentifiers(left),
        ...taken.map((_id) => insert(identifiers, { _id, customerId: customer._id })),
        ...saveKeys(keysBefore, keysOfCustomer(customer, [customer, ...merged])),
        insertChange(change),
      ],
      /** Makes sales on credit to one customer, corrections of its sales, payments and merges take turns; the id is of an account that leads. */
      touchCustomer: (id: string): Write => update(customers, { _id: id }, { $inc: { touched: 1 } }),
      touchCustomers: (ids: Iterable<string>): Write[] =>
        [...new Set(ids)].sort().map((_id) => update(customers, { _id }, { $inc: { touched: 1 } })),

      /** Those of these numbers that an account has. */
      identifiers: (keys: readonly string[]): Promise<IdentifierRecord[]> =>
        readInPieces(keys, (some) =>
          identifiers
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      moveIdentifiers: (moved: readonly IdentifierRecord[], customerId: string): Write[] =>
        moved.map((one) => update(identifiers, { _id: one._id, customerId: one.customerId }, { $set: { customerId } })),

      /** Search keys in a range, in order. */
      customerKeys: ([from, to]: KeyRange) =>
        searchKeys
          .find({ key: { $gte: from, $lt: to } })
          .sort({ key: 1 })
          .limit(KEYS_PER_READ)
          .session(session)
          .lean<CustomerSearchKey[]>(),
      keysOfCustomers: (customerIds: readonly string[]): Promise<CustomerSearchKey[]> =>
        readInPieces(customerIds, (some) =>
          searchKeys
            .find({ customerId: { $in: some } })
            .session(session)
            .lean(),
        ),
      /** Ids of customers of documents whose number begins so: invoices, slips, credit notes, payments; `most` of each. */
      customerIdsNumbered: async (range: { $gte: string; $lt: string }, most: number): Promise<string[]> => {
        const invoiced = await progress
          .find({ invoiceNumber: range }, { _id: 1 })
          .limit(most)
          .session(session)
          .lean<Pick<SaleStatus, '_id'>[]>();
        const sold = await readInPieces<Pick<SaleRecord, 'customer'>>(
          invoiced.map((row) => row._id),
          (some) =>
            sales
              .find({ _id: { $in: some } }, { customer: 1 })
              .session(session)
              .lean(),
        );
        const credited = await corrections
          .find({ creditNoteNumber: range }, { customerId: 1 })
          .limit(most)
          .session(session)
          .lean<Pick<CorrectionRecord, 'customerId'>[]>();
        const paid = await payments
          .find({ number: range }, { customerId: 1 })
          .limit(most)
          .session(session)
          .lean<Pick<PaymentRecord, 'customerId'>[]>();
        return [
          ...sold.map(({ customer }) => customer.customerId),
          ...[...credited, ...paid].map((one) => one.customerId),
        ];
      },

      /** What was done to accounts, newest first; the cursor is the id of the last row before. */
      customerChanges: (customerIds: readonly string[], cursor: string | undefined, limit: number) =>
        changes
          .find({ customerId: { $in: customerIds }, ...olderThan(cursor) })
          .sort({ _id: -1 })
          .limit(limit)
          .session(session)
          .lean<CustomerChangeRecord[]>(),
      changesToErase: (customerIds: readonly string[]) =>
        changes
          .find({ customerId: { $in: customerIds } }, { customerId: 1, commandId: 1 })
          .session(session)
          .lean<Pick<CustomerChangeRecord, '_id' | 'customerId' | 'commandId'>[]>(),
      /** Takes what was written and what had changed out of a row. */
      eraseChange: (_id: string): Write => update(changes, { _id }, { $set: { fields: [] }, $unset: { reason: '' } }),
      /** Those of these commands whose replies are still stored. */
      storedReplies: async (commandIds: readonly string[]): Promise<Set<string>> =>
        new Set(
          (
            await readInPieces<{ _id: string }>(commandIds, (some) =>
              commands
                .find({ _id: { $in: some } }, { _id: 1 })
                .session(session)
                .lean(),
            )
          ).map((row) => row._id),
        ),
      /** What a repeated command is answered from now on. */
      replaceReply: (commandId: string, reply: object): Write =>
        update(commands, { _id: commandId }, { $set: { reply } }),
    };
  };
}
