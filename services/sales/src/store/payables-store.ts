import {
  idRange,
  insert,
  modelOf,
  readInPieces,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { PayableRecord, SupplierPaymentRecord } from '../domain/payable-records.js';
import { payableSchema, supplierPaymentSchema } from './payables.schema.js';
import { olderThan } from './update-from.js';

/** After every day: where papers stand of which something is open. */
const NOT_SETTLED = '9999-99-99';
const WITHOUT_KEYS = { settledKey: 0, supplierKey: 0 } as const;

function keysOf({ storeId, supplierId, settledDay = NOT_SETTLED }: PayableRecord): {
  readonly settledKey: string;
  readonly supplierKey: string;
} {
  return { settledKey: `${storeId}/${settledDay}`, supplierKey: `${supplierId}/${settledDay}` };
}

/** Papers of suppliers as they are owed, and payments to suppliers. */
export function payablesStore(connection: Connection) {
  const payables = modelOf(connection, 'payables', payableSchema);
  const payments = modelOf(connection, 'supplierPayments', supplierPaymentSchema);
  return (session: ClientSession | null) => ({
    payables: (billIds: readonly string[]): Promise<PayableRecord[]> =>
      readInPieces(billIds, (some) =>
        payables
          .find({ _id: { $in: some } }, WITHOUT_KEYS)
          .session(session)
          .lean<PayableRecord[]>(),
      ),
    /** Papers to a store that were not settled at the end of a day. */
    payablesOpenAt: (storeId: string, at: string) =>
      payables
        .find({ settledKey: { $gt: `${storeId}/${at}`, $lte: `${storeId}/${NOT_SETTLED}` } }, WITHOUT_KEYS)
        .session(session)
        .lean<PayableRecord[]>(),
    /** Papers of a supplier of which something is open. */
    payablesOfSupplier: (supplierId: string) =>
      payables
        .find({ supplierKey: `${supplierId}/${NOT_SETTLED}` }, WITHOUT_KEYS)
        .session(session)
        .lean<PayableRecord[]>(),
    /** The name that each supplier had on one of its papers. */
    payableNames: async (billIds: readonly string[]): Promise<Map<string, string>> => {
      const found = await readInPieces<PayableRecord>([...new Set(billIds)], (some) =>
        payables
          .find({ _id: { $in: some } }, WITHOUT_KEYS)
          .session(session)
          .lean<PayableRecord[]>(),
      );
      return new Map(found.map((one) => [one.supplierId, one.supplierName]));
    },
    supplierPayment: (id: string) => payments.findById(id).session(session).lean<SupplierPaymentRecord | null>(),
    /** The reversals of these payments. */
    supplierReversalsOf: (ids: readonly string[]) =>
      payments
        .find({ reverses: { $in: ids } })
        .session(session)
        .lean<SupplierPaymentRecord[]>(),
    /** Payments that pay one of these papers, or use it. */
    supplierPaymentsOf: (billIds: readonly string[]): Promise<SupplierPaymentRecord[]> =>
      readInPieces(billIds, (some) =>
        payments
          .find({ 'allocations.billId': { $in: some } })
          .session(session)
          .lean<SupplierPaymentRecord[]>(),
      ),
    /** Newest first; `cursor` is the last id of the page before. */
    supplierPayments: (filter: object, cursor: string | undefined, limit: number) =>
      payments
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<SupplierPaymentRecord[]>(),

    payablesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      payables
        .find(idRange(after, upTo), WITHOUT_KEYS)
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<PayableRecord[]>(),
    supplierPaymentsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      payments
        .find(idRange(after, upTo))
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<SupplierPaymentRecord[]>(),

    insertPayable: (record: PayableRecord): Write => insert(payables, { ...record, ...keysOf(record) }),
    /** Saves whether papers are settled, if nobody paid them since they were read. */
    savePayables: (changes: readonly { readonly before: PayableRecord; readonly after: PayableRecord }[]): Write[] =>
      changes.map(({ before, after }) =>
        update(
          payables,
          { _id: before._id, revision: before.revision },
          {
            $set: { ...keysOf(after), ...(after.settledDay === undefined ? {} : { settledDay: after.settledDay }) },
            ...(after.settledDay === undefined ? { $unset: { settledDay: '' } } : {}),
            $inc: { revision: 1 },
          },
        ),
      ),
    insertSupplierPayment: (payment: SupplierPaymentRecord): Write => insert(payments, payment),
  });
}
