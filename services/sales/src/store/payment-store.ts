import { idRange, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type {
  CashMovementRecord,
  PaymentRecord,
  TillRecord,
  TillSessionRecord,
  ZReportRecord,
} from '../domain/records.js';
import { tillKey } from '../domain/till.js';
import { cashMovementSchema, paymentSchema, tillSchema, tillSessionSchema, zReportSchema } from './sales.schema.js';
import { olderThan, updateFrom } from './update-from.js';

/** Payments, tills and their sessions. */
export function paymentStore(connection: Connection) {
  const payments = modelOf(connection, 'payments', paymentSchema);
  const tills = modelOf(connection, 'tills', tillSchema);
  const sessions = modelOf(connection, 'tillSessions', tillSessionSchema);
  const movements = modelOf(connection, 'cashMovements', cashMovementSchema);
  const reports = modelOf(connection, 'zReports', zReportSchema);
  return (session: ClientSession | null) => ({
    payment: (id: string) => payments.findById(id).session(session).lean<PaymentRecord | null>(),
    /** The reversals of these payments. */
    reversalsOf: (paymentIds: readonly string[]) =>
      payments
        .find({ reverses: { $in: paymentIds } })
        .session(session)
        .lean<PaymentRecord[]>(),
    payments: (filter: object, cursor: string | undefined, limit: number) =>
      payments
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<PaymentRecord[]>(),
    /** Payments that pay these sales, their reversals, and what was paid back on them, in order of time. */
    paymentsOfSales: async (saleIds: readonly string[]): Promise<PaymentRecord[]> => {
      const paid = await payments
        .find({ 'allocations.saleId': { $in: saleIds } })
        .session(session)
        .lean<PaymentRecord[]>();
      const paidBack = await payments
        .find({ saleId: { $in: saleIds }, kind: 'refund' })
        .session(session)
        .lean<PaymentRecord[]>();
      return [...paid, ...paidBack].toSorted((a, b) => (a._id < b._id ? -1 : 1));
    },
    paymentsOfSession: (sessionId: string) =>
      payments.find({ 'through.sessionId': sessionId }).session(session).lean<PaymentRecord[]>(),
    paymentsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      payments.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<PaymentRecord[]>(),
    insertPayment: (payment: PaymentRecord): Write => insert(payments, payment),

    till: (storeId: string, till: string) =>
      tills.findById(tillKey(storeId, till)).session(session).lean<TillRecord | null>(),
    tills: (storeId: string | undefined) =>
      tills
        .find(storeId === undefined ? {} : { storeId })
        .sort({ _id: 1 })
        .session(session)
        .lean<TillRecord[]>(),
    insertTill: (till: TillRecord): Write => insert(tills, till),
    /** Saves the till, if no session was opened or closed since it was read. */
    saveTill: (before: TillRecord, after: TillRecord): Write =>
      update(
        tills,
        { _id: before._id, sessions: before.sessions, openSessionId: before.openSessionId ?? null },
        updateFrom(before, after),
      ),

    tillSession: async (id: string | undefined): Promise<TillSessionRecord | null> =>
      id === undefined ? null : sessions.findById(id).session(session).lean<TillSessionRecord | null>(),
    tillSessions: (ids: readonly string[]) =>
      sessions
        .find({ _id: { $in: ids } })
        .session(session)
        .lean<TillSessionRecord[]>(),
    insertTillSession: (record: TillSessionRecord): Write => insert(sessions, record),
    /** Closes a session. Saved with the series of its store, which all that is rung up moves on: nothing is rung up at the same moment. */
    closeTillSession: ({ _id }: TillSessionRecord): Write =>
      update(sessions, { _id, state: 'open' }, { $set: { state: 'closed' } }),

    movementsOf: (sessionId: string) =>
      movements.find({ sessionId }).sort({ at: 1 }).session(session).lean<CashMovementRecord[]>(),
    insertMovement: (movement: CashMovementRecord): Write => insert(movements, movement),

    zReport: (sessionId: string) => reports.findById(sessionId).session(session).lean<ZReportRecord | null>(),
    /** The report of the session of a till that was closed last. */
    lastZReport: async (till: TillRecord | null): Promise<ZReportRecord | null> =>
      till?.closedSessionId === undefined
        ? null
        : reports.findById(till.closedSessionId).session(session).lean<ZReportRecord | null>(),
    zReports: (filter: object, cursor: string | undefined, limit: number) =>
      reports
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<ZReportRecord[]>(),
    zReportsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      reports.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<ZReportRecord[]>(),
    insertZReport: (report: ZReportRecord): Write => insert(reports, report),
  });
}
