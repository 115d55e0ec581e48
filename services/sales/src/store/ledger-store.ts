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
import type { AuditReport, EntryLine } from '@comptoir/contracts';
import type { BusinessDayRecord, EntryRecord, SeriesRecord, SnapshotRecord, StiRecord } from '../domain/records.js';
import { addedToDay, dayKey } from '../domain/business-day.js';
import { deliveryKeysOf } from '../domain/delivery-days.js';
import { accountKey, dayKeyOf, dayKeysBetween, keysOfEntry } from '../domain/entry-keys.js';
import type { StatedEntry } from '../domain/statement.js';
import { STATED } from './stated-fields.js';
import { olderThan } from './update-from.js';
import {
  auditSchema,
  businessDaySchema,
  entrySchema,
  seriesSchema,
  snapshotSchema,
  stiSchema,
} from './sales.schema.js';

/** Debit and credit of an account, and of a till within it, minor units. */
export interface AccountSum extends Pick<EntryLine, 'account' | 'till' | 'debitMinor' | 'creditMinor'> {
  readonly currency: EntryRecord['currency'];
}

/** A store that has entries: the day of its earliest one, and the last period that was closed. */
export type StoreBooks = { readonly storeId: string } & Required<Pick<SeriesRecord, 'since'>> &
  Pick<SeriesRecord, 'sealed'>;

const sumsOfLines = { debitMinor: { $sum: '$lines.debitMinor' }, creditMinor: { $sum: '$lines.creditMinor' } };

/** The immutable books: STIs, journal, closed days, audit reports. There is no way here to change any of them. */
export function ledgerStore(connection: Connection) {
  const stis = modelOf(connection, 'stis', stiSchema);
  const entries = modelOf(connection, 'entries', entrySchema);
  const series = modelOf(connection, 'series', seriesSchema);
  const days = modelOf(connection, 'businessDays', businessDaySchema);
  const snapshots = modelOf(connection, 'snapshots', snapshotSchema);
  const audits = modelOf(connection, 'audits', auditSchema);
  /** Saves the series of a store, if it still is what was read. */
  const saveSeries = (before: SeriesRecord | null, { _id, ...fields }: SeriesRecord): Write =>
    update(series, { _id, version: before?.version ?? 0 }, { $set: fields }, { upsert: before === null });
  /**
   * Every post of a day touches it, so that it cannot be closed at the same moment, and says where its entries are found. A
   * closed day is not matched, so its key is in the way of the insert.
   */
  const touchDay = ({ storeId, businessDay }: EntryRecord, posted: readonly EntryRecord[]): Write => {
    const { first, last, accounts } = addedToDay(posted);
    const counts = Object.entries(accounts).map(([account, count]) => [`accounts.${account}`, count]);
    return update(
      days,
      { _id: dayKey(storeId, businessDay), closed: { $ne: true } },
      {
        $setOnInsert: { storeId, businessDay, closed: false },
        $inc: { touched: 1, ...Object.fromEntries(counts) },
        $min: { first },
        $max: { last },
      },
      { upsert: true },
    );
  };
  const daysOf = (storeId: string, businessDays: readonly string[], session: ClientSession | null) =>
    days
      .find({ _id: { $in: businessDays.map((one) => dayKey(storeId, one)) } })
      .session(session)
      .lean<BusinessDayRecord[]>();
  /** Posts entries of one day together, or none: the day is touched, and the series moves on from what was read. */
  const postAll = (
    before: SeriesRecord | null,
    { entries: posted, series: after }: { entries: readonly EntryRecord[]; series: SeriesRecord },
  ): Write[] => {
    const [first] = posted;
    if (!first) return [saveSeries(before, after)];
    return [
      touchDay(first, posted),
      saveSeries(before, after),
      ...posted.map((one) => insert(entries, { ...one, ...keysOfEntry(one) })),
    ];
  };
  /** Posts one entry. */
  const post = (before: SeriesRecord | null, posted: { entry: EntryRecord; series: SeriesRecord }): Write[] =>
    postAll(before, { entries: [posted.entry], series: posted.series });
  return (session: ClientSession | null) => ({
    /** Saves where the series of a store stands without posting, if it still is what was read. */
    saveSeries,
    insertSti: (sti: StiRecord): Write => insert(stis, { ...sti, deliveryKeys: deliveryKeysOf(sti) }),
    stisOfDay: (storeId: string, businessDay: string) =>
      stis.find({ storeId, businessDay }).session(session).lean<StiRecord[]>(),
    stisOfSession: (tillSessionId: string) => stis.find({ tillSessionId }).session(session).lean<StiRecord[]>(),
    stisAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      stis
        .find(idRange(after, upTo), { deliveryKeys: 0 })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<StiRecord[]>(),

    series: (storeId: string) => series.findById(storeId).session(session).lean<SeriesRecord | null>(),
    seriesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      series.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<SeriesRecord[]>(),
    post,
    postAll,
    entryOf: (ref: string, kind: EntryRecord['kind']) =>
      entries.findOne({ ref, kind }, { _id: 1 }).session(session).lean<{ _id: string } | null>(),
    entry: (id: string) => entries.findById(id).session(session).lean<EntryRecord | null>(),
    /** The entries of a kind for one record, in the order of the chain. */
    entriesOf: async (ref: string, kind: EntryRecord['kind']): Promise<EntryRecord[]> =>
      (await entries.find({ ref, kind }).session(session).lean<EntryRecord[]>()).toSorted(
        (a, b) => a.sequence - b.sequence,
      ),
    /** The entries of records, in no order. */
    entriesOfRefs: (refs: readonly string[]): Promise<EntryRecord[]> =>
      readInPieces(refs, (some) =>
        entries
          .find({ ref: { $in: some } })
          .session(session)
          .lean<EntryRecord[]>(),
      ),
    entriesOfDay: (storeId: string, businessDay: string) =>
      entries
        .find({ dayKey: dayKeysBetween(storeId, businessDay, businessDay) })
        .session(session)
        .lean<EntryRecord[]>(),
    /** Entries of a store on an account on a day, in no order. */
    entriesOfAccount: (storeId: string, account: string, businessDay: string) =>
      entries
        .find({ accountKeys: accountKey(storeId, account, businessDay) }, STATED)
        .session(session)
        .lean<StatedEntry[]>(),
    /** Entries of a store's day between two places in the chain, the second included, in its order. */
    entriesOfDayBetween: (storeId: string, businessDay: string, after: number, upTo: number) =>
      entries
        .find(
          { dayKey: { $gt: dayKeyOf(storeId, businessDay, after), $lte: dayKeyOf(storeId, businessDay, upTo) } },
          STATED,
        )
        .sort({ dayKey: 1 })
        .session(session)
        .lean<StatedEntry[]>(),
    /** Entries of a store on later days than this one that belong to an earlier day than they stand on, in no order. */
    lateEntriesAfter: (storeId: string, businessDay: string) =>
      entries
        .find({ lateKey: { $gt: `${storeId}/${businessDay}/~`, $lt: `${storeId}/~` } }, STATED)
        .session(session)
        .lean<StatedEntry[]>(),
    /** Debit and credit of every account and till of a store on days, the first and the last included. */
    accountSums: async (storeId: string, from: string, to: string): Promise<AccountSum[]> => {
      const rows = await entries
        .aggregate<{ _id: Omit<AccountSum, 'debitMinor' | 'creditMinor'>; debitMinor: number; creditMinor: number }>([
          { $match: { dayKey: dayKeysBetween(storeId, from, to) } },
          { $unwind: '$lines' },
          {
            $group: { _id: { account: '$lines.account', till: '$lines.till', currency: '$currency' }, ...sumsOfLines },
          },
        ])
        .session(session);
      return rows.map(({ _id: { till, ...of }, debitMinor, creditMinor }) => ({
        ...of,
        ...(till ? { till } : {}),
        debitMinor,
        creditMinor,
      }));
    },
    /** Where the books of stores that have entries begin. */
    booksOfStores: async (): Promise<StoreBooks[]> => {
      const rows = await series
        .find({ sequence: { $gt: 0 } }, { since: 1, sealed: 1 })
        .session(session)
        .lean<(Omit<StoreBooks, 'storeId'> & { _id: string })[]>();
      return rows.map(({ _id: storeId, ...books }) => ({ storeId, ...books }));
    },
    /** Entries that meet one of these conditions, newest first: asked one after the other, each by an index of its own. */
    entriesOfAny: async (conditions: readonly object[], cursor: string | undefined, limit: number) => {
      const found = new Map<string, EntryRecord>();
      for (const condition of conditions) {
        const rows = await entries
          .find({ ...condition, ...olderThan(cursor) })
          .sort({ _id: -1 })
          .limit(limit)
          .session(session)
          .lean<EntryRecord[]>();
        for (const row of rows) found.set(row._id, row);
      }
      return [...found.values()].toSorted((a, b) => (a._id > b._id ? -1 : 1)).slice(0, limit);
    },
    entriesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      entries.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<EntryRecord[]>(),
    /** What is owed of these sales, minor units, by sale: Σ of the receivable lines that name them. */
    openOfSales: async (saleIds: readonly string[]): Promise<Map<string, number>> => {
      const rows = await entries
        .aggregate<{ _id: string; debitMinor: number; creditMinor: number }>([
          { $match: { 'lines.saleId': { $in: saleIds } } },
          { $unwind: '$lines' },
          { $match: { 'lines.account': 'receivable', 'lines.saleId': { $in: saleIds } } },
          { $group: { _id: '$lines.saleId', ...sumsOfLines } },
        ])
        .session(session);
      return new Map(rows.map(({ _id, debitMinor, creditMinor }) => [_id, debitMinor - creditMinor]));
    },
    entriesOfSession: (tillSessionId: string) =>
      entries.find({ tillSessionId }, { lines: 1 }).session(session).lean<Pick<EntryRecord, 'lines'>[]>(),
    day: (storeId: string, businessDay: string) =>
      days.findById(dayKey(storeId, businessDay)).session(session).lean<BusinessDayRecord | null>(),
    days: (storeId: string, businessDays: readonly string[]) => daysOf(storeId, businessDays, session),
    /** Those of these days that are closed. */
    closedDays: async (storeId: string, businessDays: readonly string[]): Promise<Set<string>> => {
      const rows = await daysOf(storeId, businessDays, session);
      return new Set(rows.filter((row) => row.closed).map((row) => row.businessDay));
    },
    markClosed: (storeId: string, businessDay: string): Write =>
      update(
        days,
        { _id: dayKey(storeId, businessDay) },
        { $set: { storeId, businessDay, closed: true }, $inc: { touched: 1 } },
        { upsert: true },
      ),

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
