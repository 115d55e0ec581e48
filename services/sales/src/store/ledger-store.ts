import { idRange, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type { AuditReport } from '@comptoir/contracts';
import type { AccountSums } from '../domain/journal.js';
import type { BusinessDayRecord, EntryRecord, SnapshotRecord, StiRecord } from '../domain/records.js';
import { dayKey } from '../domain/business-day.js';
import { olderThan } from './update-from.js';
import { auditSchema, businessDaySchema, entrySchema, snapshotSchema, stiSchema } from './sales.schema.js';

/** A journal entry as the audit reads it: without the names of people. */
export type AuditedEntry = Omit<EntryRecord, 'memo' | 'postedBy'>;

/** What a customer owes in one currency, with whose it is. */
export interface CustomerBalance {
  readonly _id: { readonly customerId: string; readonly currency: EntryRecord['currency'] };
  readonly debitMinor: number;
  readonly creditMinor: number;
}

const sumsOfLines = { debitMinor: { $sum: '$lines.debitMinor' }, creditMinor: { $sum: '$lines.creditMinor' } };

/** The immutable books: STIs, journal, closed days, audit reports. There is no way here to change any of them. */
export function ledgerStore(connection: Connection) {
  const stis = modelOf(connection, 'stis', stiSchema);
  const entries = modelOf(connection, 'entries', entrySchema);
  const days = modelOf(connection, 'businessDays', businessDaySchema);
  const snapshots = modelOf(connection, 'snapshots', snapshotSchema);
  const audits = modelOf(connection, 'audits', auditSchema);
  return (session: ClientSession | null) => ({
    insertSti: (sti: StiRecord): Write => insert(stis, sti),
    stisOfDay: (storeId: string, businessDay: string) =>
      stis.find({ storeId, businessDay }).session(session).lean<StiRecord[]>(),
    stisAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      stis.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<StiRecord[]>(),

    insertEntry: (entry: EntryRecord): Write => insert(entries, entry),
    entryOf: (ref: string, kind: EntryRecord['kind']) =>
      entries.findOne({ ref, kind }, { _id: 1 }).session(session).lean<{ _id: string } | null>(),
    entriesOfDay: (storeId: string, businessDay: string) =>
      entries
        .find({ storeId, businessDay, kind: { $in: ['sale', 'correction'] } }, { kind: 1, postedAt: 1, lines: 1 })
        .session(session)
        .lean<Pick<EntryRecord, 'kind' | 'postedAt' | 'lines'>[]>(),
    /** When the newest entry of a day was posted. */
    lastPostedAt: async (storeId: string, businessDay: string): Promise<string | undefined> =>
      (
        await entries
          .find({ storeId, businessDay }, { postedAt: 1 })
          .sort({ postedAt: -1 })
          .limit(1)
          .session(session)
          .lean<Pick<EntryRecord, 'postedAt'>[]>()
      )[0]?.postedAt,
    entries: (filter: object, cursor: string | undefined, limit: number) =>
      entries
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<EntryRecord[]>(),
    entriesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      entries
        .find(idRange(after, upTo), { memo: 0, postedBy: 0 })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<AuditedEntry[]>(),
    /** Debit and credit of the receivable lines of these customers, by currency. */
    balances: (customerIds: readonly string[]) =>
      entries
        .aggregate<CustomerBalance>([
          { $match: { 'lines.customerId': { $in: customerIds } } },
          { $unwind: '$lines' },
          { $match: { 'lines.account': 'receivable', 'lines.customerId': { $in: customerIds } } },
          { $group: { _id: { customerId: '$lines.customerId', currency: '$currency' }, ...sumsOfLines } },
        ])
        .session(session),
    /** Debit and credit of every account, by currency, of one store or all. */
    accountSums: async (storeId: string | undefined): Promise<AccountSums[]> => {
      const rows = await entries
        .aggregate<{ _id: Pick<AccountSums, 'account' | 'currency'>; debitMinor: number; creditMinor: number }>([
          { $match: storeId === undefined ? {} : { storeId } },
          { $unwind: '$lines' },
          { $group: { _id: { account: '$lines.account', currency: '$currency' }, ...sumsOfLines } },
        ])
        .session(session);
      return rows.map(({ _id, debitMinor, creditMinor }) => ({ ..._id, debitMinor, creditMinor }));
    },

    day: (storeId: string, businessDay: string) =>
      days.findById(dayKey(storeId, businessDay)).session(session).lean<BusinessDayRecord | null>(),
    /** Those of these days that are closed. */
    closedDays: async (storeId: string, businessDays: readonly string[]): Promise<Set<string>> => {
      const rows = await days
        .find({ _id: { $in: businessDays.map((one) => dayKey(storeId, one)) } })
        .session(session)
        .lean<BusinessDayRecord[]>();
      return new Set(rows.filter((row) => row.closed).map((row) => row.businessDay));
    },
    /** Every post of a day touches it, so that it cannot be closed at the same moment. */
    touchDay: (storeId: string, businessDay: string): Write =>
      update(
        days,
        { _id: dayKey(storeId, businessDay) },
        { $setOnInsert: { storeId, businessDay, closed: false }, $inc: { touched: 1 } },
        { upsert: true },
      ),
    markClosed: (storeId: string, businessDay: string): Write =>
      update(
        days,
        { _id: dayKey(storeId, businessDay) },
        { $set: { storeId, businessDay, closed: true }, $inc: { touched: 1 } },
        { upsert: true },
      ),

    insertSnapshot: (snapshot: SnapshotRecord): Write => insert(snapshots, snapshot),
    lastSnapshot: async (storeId: string): Promise<SnapshotRecord | null> =>
      (
        await snapshots.find({ storeId }).sort({ sequence: -1 }).limit(1).session(session).lean<SnapshotRecord[]>()
      )[0] ?? null,
    snapshots: (filter: { storeId?: string }, cursor: string | undefined, limit: number) =>
      snapshots
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<SnapshotRecord[]>(),
    snapshotsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      snapshots.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<SnapshotRecord[]>(),

    insertAudit: (report: AuditReport): Write => insert(audits, { _id: report.auditId, report }),
    audit: async (auditId: string | undefined): Promise<AuditReport | undefined> => {
      const [row] = await audits
        .find(auditId === undefined ? {} : { _id: auditId })
        .sort({ _id: -1 })
        .limit(1)
        .session(session)
        .lean<{ report: AuditReport }[]>();
      return row?.report;
    },
  });
}
