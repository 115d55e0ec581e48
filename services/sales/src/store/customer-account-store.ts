import {
  idRange,
  insert,
  KEYS_PER_QUERY,
  modelOf,
  readInPieces,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { OpenGroup } from '../domain/aged.js';
import { accountKey, customerKeysOf, type StoreTime } from '../domain/entry-keys.js';
import { customerDayKey, customerSealKey, type OpenEntry, type SealedPeriod } from '../domain/customer-seal.js';
import type { CustomerDayRecord, CustomerSealRecord, EntryRecord, PeriodRecord } from '../domain/records.js';
import type { StatedEntry } from '../domain/statement.js';
import { customerDaySchema, customerSealSchema, periodSchema } from './books.schema.js';
import { entrySchema } from './sales.schema.js';
import { STATED } from './stated-fields.js';

const CUSTOMER_ACCOUNTS = ['receivable', 'customerCredit'];
const OF_CUSTOMERS = { 'lines.account': { $in: CUSTOMER_ACCOUNTS } };
/** Sorts after every id. */
const LAST = '~';
/** As the database takes it. */
const NO_LIMIT = 0;

/** The accounts of customers: what was open at the end of closed periods, and the entries since. */
export function customerAccountStore(connection: Connection) {
  const entries = modelOf(connection, 'entries', entrySchema);
  const seals = modelOf(connection, 'customerSeals', customerSealSchema);
  const customerDays = modelOf(connection, 'customerDays', customerDaySchema);
  const periods = modelOf(connection, 'periods', periodSchema);
  /** Sums of lines, by sale; of lines that name none, by the day they are of. As `openLinesOf` says, added up by the server. */
  const openSums = async (session: ClientSession | null, ofEntries: object, ofLines: object): Promise<OpenGroup[]> => {
    const rows = await entries
      .aggregate<{ _id: Record<string, string | null>; debitMinor: number; creditMinor: number }>([
        { $match: ofEntries },
        { $unwind: '$lines' },
        { $match: ofLines },
        {
          $group: {
            _id: {
              customerId: '$lines.customerId',
              currency: '$currency',
              account: '$lines.account',
              saleId: '$lines.saleId',
              day: { $cond: ['$lines.saleId', null, { $ifNull: ['$occurredDay', '$businessDay'] }] },
            },
            debitMinor: { $sum: '$lines.debitMinor' },
            creditMinor: { $sum: '$lines.creditMinor' },
          },
        },
      ])
      .session(session);
    return rows.map(({ _id: { saleId, day, ...of }, debitMinor, creditMinor }) => ({
      ...(of as Pick<OpenGroup, 'customerId' | 'currency' | 'account'>),
      ...(saleId ? { saleId } : {}),
      ...(day ? { day } : {}),
      openMinor: debitMinor - creditMinor,
    }));
  };
  return (session: ClientSession | null) => ({
    insertCustomerSeal: (seal: CustomerSealRecord): Write => insert(seals, seal),
    /** What all customers had open in a store at the end of a period. */
    customerSealsOf: (period: SealedPeriod) =>
      seals
        .find({ _id: { $gt: customerSealKey(period), $lt: `${customerSealKey(period)}${LAST}` } })
        .session(session)
        .lean<CustomerSealRecord[]>(),
    customerSealsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      seals.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<CustomerSealRecord[]>(),
    /** What these customers had open at the end of these periods. */
    sealsOfCustomers: (customerIds: readonly string[], ofPeriods: readonly SealedPeriod[]) =>
      readInPieces<CustomerSealRecord>(
        ofPeriods.flatMap((period) => customerIds.map((customerId) => `${customerSealKey(period)}${customerId}`)),
        (some) =>
          seals
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
      ),
    insertCustomerDay: (day: CustomerDayRecord): Write => insert(customerDays, day),
    /** What closed days of months of stores changed of what these customers have open. */
    customerDaysOf: (customerIds: readonly string[], months: readonly StoreTime[]) =>
      readInPieces<CustomerDayRecord>(customerKeysOf(customerIds, months), (some) =>
        customerDays
          .find({ key: { $in: some } })
          .session(session)
          .lean(),
      ),
    /** What closed days, from one to another, changed of what all customers have open in a store. */
    customerDaysBetween: (storeId: string, from: string, to: string) =>
      customerDays
        .find({ _id: { $gt: customerDayKey(storeId, from), $lt: `${customerDayKey(storeId, to)}${LAST}` } })
        .session(session)
        .lean<CustomerDayRecord[]>(),
    customerDaysAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      customerDays
        .find(idRange(after, upTo))
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<CustomerDayRecord[]>(),
    /** The last period of a store that ended on a day or before it. */
    periodThrough: async (storeId: string, day: string): Promise<SealedPeriod | undefined> => {
      const rows = await periods
        .find({ storeId }, { storeId: 1, sequence: 1, through: 1 })
        .session(session)
        .lean<Pick<PeriodRecord, 'storeId' | 'sequence' | 'through'>[]>();
      const last = rows.filter((one) => one.through <= day).toSorted((a, b) => b.sequence - a.sequence)[0];
      return last && { storeId, sequence: last.sequence, through: last.through };
    },
    /** The entries up to a day that have one of these keys of customers; where there are more than `most`, at least as many. */
    entriesByCustomerKey: async (keys: readonly string[], to: string, most?: number): Promise<StatedEntry[]> =>
      distinct(
        await readInPieces<StatedEntry>(keys, (some) =>
          entries
            .find({ customerKeys: { $in: some }, businessDay: { $lte: to } }, STATED)
            .limit(most === undefined ? NO_LIMIT : most + 1)
            .session(session)
            .lean(),
        ),
      ),
    /** What is open of customers in the entries of months or days of stores; none of these within another. Customers are asked for together only where one query has all their keys: a line is counted once. */
    openOfCustomers: async (customerIds: readonly string[], times: readonly StoreTime[]): Promise<OpenGroup[]> => {
      const open: OpenGroup[][] = [];
      const atOnce = Math.max(1, Math.floor(KEYS_PER_QUERY / Math.max(1, times.length)));
      for (let from = 0; from < customerIds.length; from += atOnce) {
        const some = customerIds.slice(from, from + atOnce);
        const ofLines = { 'lines.customerId': { $in: some }, ...OF_CUSTOMERS };
        const keys = customerKeysOf(some, times);
        open.push(await readInPieces(keys, (piece) => openSums(session, { customerKeys: { $in: piece } }, ofLines)));
      }
      return open.flat();
    },
    /** What is open of all customers in the entries of a store on these days. */
    openOfDays: async (storeId: string, days: readonly string[]): Promise<OpenGroup[]> => {
      const open: OpenGroup[][] = [];
      for (const account of CUSTOMER_ACCOUNTS) {
        const keys = days.map((day) => accountKey(storeId, account, day)); // of each entry one
        open.push(
          await readInPieces(keys, (some) =>
            openSums(session, { accountKeys: { $in: some } }, { 'lines.account': account }),
          ),
        );
      }
      return open.flat();
    },
    /** The entries of a store on the accounts of customers on these days. */
    entriesOfCustomersOn: async (storeId: string, days: readonly string[]): Promise<OpenEntry[]> =>
      distinct(
        await readInPieces<OpenEntry & Pick<EntryRecord, '_id'>>(
          days.flatMap((day) => CUSTOMER_ACCOUNTS.map((account) => accountKey(storeId, account, day))),
          (some) =>
            entries
              .find({ accountKeys: { $in: some } }, { currency: 1, businessDay: 1, occurredDay: 1, lines: 1 })
              .session(session)
              .lean(),
        ),
      ),
  });
}

/** Each record once: an entry has several keys. */
function distinct<E extends Pick<EntryRecord, '_id'>>(entries: readonly E[]): E[] {
  return [...new Map(entries.map((one) => [one._id, one])).values()];
}
