import { ID_PREFIXES, searchWords } from '@comptoir/contracts';
import {
  insert,
  modelOf,
  nowDate,
  readInPieces,
  readNewest,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { Changed } from '../domain/supplier-bill.js';
import type { BillingRecord, SupplierBillRecord, SupplierReturnRecord } from '../domain/supplier-bill-records.js';
import { billingSchema, supplierBillSchema, supplierReturnSchema } from './supplier-bill.schema.js';

/** Which papers or returns a list has. */
export interface BillsWanted {
  readonly storeId?: string | undefined;
  readonly supplierId?: string | undefined;
  readonly day?: string | undefined;
  /** Letters and digits only: each becomes a pattern. */
  readonly words: readonly string[];
}

/** What lists are ordered and found by is of the store alone. */
const WITHOUT_KEYS = { storeKey: 0, supplierKey: 0, goodsIds: 0, search: 0 } as const;
const WITHOUT_LINES = { ...WITHOUT_KEYS, lines: 0 } as const;

function keysOf({ _id, storeId, supplierId }: SupplierBillRecord | SupplierReturnRecord): object {
  return { storeKey: `${storeId}/${_id}`, supplierKey: `${supplierId}/${_id}` };
}

/** The batches that lines of a paper name, and the deliveries of extra costs. */
function goodsIdsOf({ lines }: SupplierBillRecord): string[] {
  return [...new Set(lines.flatMap(({ batchId, deliveryId }) => batchId ?? deliveryId ?? []))];
}

function filterOf({ storeId, supplierId, day, words }: BillsWanted, dayField: string): object {
  return {
    ...(storeId === undefined ? {} : { storeId }),
    ...(supplierId === undefined ? {} : { supplierId }),
    ...(day === undefined ? {} : { [dayField]: day }),
    ...(words.length > 0 ? { $and: words.map((word) => ({ search: { $regex: `^${word}` } })) } : {}),
  };
}

/** The key of which the fewest are read for a list without words or days; undefined where all are wanted. */
function orderOf({ storeId, supplierId }: BillsWanted): [field: string, owner: string] | undefined {
  if (supplierId !== undefined) return ['supplierKey', supplierId];
  return storeId === undefined ? undefined : ['storeKey', storeId];
}

/** Bills and credit notes of suppliers, how far deliveries are billed, and returns to suppliers. */
export function supplierBillStore(connection: Connection) {
  const bills = modelOf(connection, 'supplierBills', supplierBillSchema);
  const billings = modelOf(connection, 'deliveryBillings', billingSchema);
  const returns = modelOf(connection, 'supplierReturns', supplierReturnSchema);

  const store = (session: ClientSession | null) => {
    type Sort = Record<string, -1>;
    const newestBills = (filter: object, sort: Sort, limit: number) =>
      bills.find(filter, WITHOUT_LINES).sort(sort).limit(limit).session(session).lean<SupplierBillRecord[]>();
    const newestReturns = (filter: object, sort: Sort, limit: number) =>
      returns.find(filter, WITHOUT_KEYS).sort(sort).limit(limit).session(session).lean<SupplierReturnRecord[]>();
    type Newest<R> = (filter: object, sort: Sort, limit: number) => Promise<R[]>;

    /** A page by the key of which the fewest are read; `before` is the last id of the page before. */
    const pageBy = <R>(
      newest: Newest<R>,
      prefix: string,
      dayField: string,
      wanted: BillsWanted,
      before: string | undefined,
      limit: number,
    ): Promise<R[]> => {
      const filter = filterOf(wanted, dayField);
      const order = orderOf(wanted);
      if (!order || wanted.words.length > 0 || wanted.day !== undefined)
        return newest({ ...filter, ...(before === undefined ? {} : { _id: { $lt: before } }) }, { _id: -1 }, limit);
      const [field, owner] = order;
      return readNewest(
        { owner: `${owner}/`, prefix: `${prefix}_`, cursor: before, nowMs: nowDate().getTime() },
        limit,
        (range, most) => newest({ ...filter, [field]: range }, { [field]: -1 }, most),
      );
    };

    return {
      // reads
      supplierBill: (billId: string) =>
        bills.findById(billId, WITHOUT_KEYS).session(session).lean<SupplierBillRecord | null>(),
      supplierBillOfPaper: (paperKey: string) =>
        bills.findOne({ paperKey }, WITHOUT_KEYS).session(session).lean<SupplierBillRecord | null>(),
      supplierBills: (ids: readonly string[]): Promise<SupplierBillRecord[]> =>
        readInPieces(ids, (some) =>
          bills
            .find({ _id: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean<SupplierBillRecord[]>(),
        ),
      /** Papers with a line of one of these batches, or of extra costs of one of these deliveries, oldest first; without their lines. */
      billsOfGoods: async (ids: readonly string[]): Promise<Omit<SupplierBillRecord, 'lines'>[]> =>
        (
          await bills
            .find({ goodsIds: { $in: [...ids] } }, WITHOUT_LINES)
            .session(session)
            .lean<Omit<SupplierBillRecord, 'lines'>[]>()
        ).toSorted((a, b) => (a._id < b._id ? -1 : 1)),
      /** Newest first, without their lines. */
      supplierBillsOf: (wanted: BillsWanted, before: string | undefined, limit: number) =>
        pageBy(newestBills, ID_PREFIXES.supplierBill, 'recordedDay', wanted, before, limit),
      billings: (deliveryIds: readonly string[]): Promise<BillingRecord[]> =>
        readInPieces(deliveryIds, (some) =>
          billings
            .find({ _id: { $in: some } })
            .session(session)
            .lean<BillingRecord[]>(),
        ),
      supplierReturn: (supplierReturnId: string) =>
        returns.findById(supplierReturnId, WITHOUT_KEYS).session(session).lean<SupplierReturnRecord | null>(),
      supplierReturns: (ids: readonly string[]): Promise<SupplierReturnRecord[]> =>
        readInPieces(ids, (some) =>
          returns
            .find({ _id: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean<SupplierReturnRecord[]>(),
        ),
      /** Newest first. */
      supplierReturnsOf: (wanted: BillsWanted, before: string | undefined, limit: number) =>
        pageBy(newestReturns, ID_PREFIXES.supplierReturn, 'returnedDay', wanted, before, limit),

      // writes
      insertSupplierBill: (bill: SupplierBillRecord): Write =>
        insert(bills, {
          ...bill,
          ...keysOf(bill),
          goodsIds: goodsIdsOf(bill),
          search: searchWords(`${bill.supplierName} ${bill.number}`),
        }),
      /** Saves what was credited of bills, if they still are as they were read. */
      saveBillCredits: (changes: readonly Changed<SupplierBillRecord>[]): Write[] =>
        changes.map(({ before, after }) =>
          update(
            bills,
            { _id: before._id, revision: before.revision },
            { $set: { credits: after.credits }, $inc: { revision: 1 } },
          ),
        ),
      /** Notes that a paper was taken back, if it still is as it was read. */
      saveBillReversed: ({ _id, revision }: SupplierBillRecord, { paperKey, reversed }: SupplierBillRecord): Write =>
        update(bills, { _id, revision }, { $set: { paperKey, reversed }, $inc: { revision: 1 } }),
      /** Saves how far deliveries are billed, if that still is as it was read. */
      saveBillings: (changes: readonly Changed<BillingRecord>[]): Write[] =>
        changes.map(({ before, after: { _id, lines, extraClearedMinor } }) =>
          before.revision === 0
            ? insert(billings, { _id, lines, extraClearedMinor, revision: 1 })
            : update(
                billings,
                { _id, revision: before.revision },
                { $set: { lines, extraClearedMinor }, $inc: { revision: 1 } },
              ),
        ),
      insertSupplierReturn: (record: SupplierReturnRecord): Write => insert(returns, { ...record, ...keysOf(record) }),
      /** Saves what was credited of returns, if they still are as they were read. */
      saveReturnCredits: (changes: readonly Changed<SupplierReturnRecord>[]): Write[] =>
        changes.map(({ before, after }) =>
          update(
            returns,
            { _id: before._id, revision: before.revision },
            { $set: { lines: after.lines }, $inc: { revision: 1 } },
          ),
        ),
    };
  };
  return { store, supplierBills: bills, deliveryBillings: billings };
}
