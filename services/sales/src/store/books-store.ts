import { idRange, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type { AttachmentRecord, ChartChange, ChartRecord, PeriodRecord, SealRecord } from '../domain/records.js';
import { sealKey } from '../domain/seal.js';
import { attachmentSchema, chartChangeSchema, chartSchema, periodSchema, sealSchema } from './books.schema.js';
import { olderThan } from './update-from.js';

/** What an accountant keeps beside the journal: charts of accounts, files of entries, sealed days and periods. */
export function booksStore(connection: Connection) {
  const charts = modelOf(connection, 'charts', chartSchema);
  const chartChanges = modelOf(connection, 'chartChanges', chartChangeSchema);
  const attachments = modelOf(connection, 'attachments', attachmentSchema);
  const seals = modelOf(connection, 'seals', sealSchema);
  const periods = modelOf(connection, 'periods', periodSchema);
  return (session: ClientSession | null) => ({
    chart: (companyId: string) => charts.findById(companyId).session(session).lean<ChartRecord | null>(),
    /** Saves a chart, if it still is what was read, and what was changed in it. */
    saveChart: (before: ChartRecord | null, { _id, ...fields }: ChartRecord, change: ChartChange): Write[] => [
      update(charts, { _id, revision: before?.revision ?? 0 }, { $set: fields }, { upsert: before === null }),
      insert(chartChanges, change),
    ],

    attachment: (entryId: string) => attachments.findById(entryId).session(session).lean<AttachmentRecord | null>(),
    insertAttachment: (attachment: AttachmentRecord): Write => insert(attachments, attachment),

    seal: (storeId: string, businessDay: string) =>
      seals.findById(sealKey(storeId, businessDay)).session(session).lean<SealRecord | null>(),
    sealsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      seals.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<SealRecord[]>(),
    insertSeal: (seal: SealRecord): Write => insert(seals, seal),

    periods: (storeId: string, cursor: string | undefined, limit: number) =>
      periods
        .find({ storeId, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<PeriodRecord[]>(),
    periodsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      periods.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<PeriodRecord[]>(),
    insertPeriod: (period: PeriodRecord): Write => insert(periods, period),
  });
}
