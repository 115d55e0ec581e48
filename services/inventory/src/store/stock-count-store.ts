import { ID_PREFIXES, type StockCountState } from '@comptoir/contracts';
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
import type {
  CountEntryRecord,
  CountLineRecord,
  CountPosting,
  StockCountRecord,
} from '../domain/stock-count-records.js';
import { countEntrySchema, countLineSchema, countPostingSchema, stockCountSchema } from './stock-count.schema.js';

/** Which stock counts a list has. */
export interface StockCountsWanted {
  readonly storeId?: string | undefined;
  readonly state?: StockCountState | undefined;
  readonly createdDay?: string | undefined;
}

const WITHOUT_KEYS = { storeKey: 0 } as const;
const WITHOUT_KEY = { key: 0 } as const;

/** Key of an entry by its place: so that they sort as they were made. */
function entryKey(stockCountId: string, seq: number): string {
  return `${stockCountId}/${String(seq).padStart(9, '0')}`;
}

function filterOf({ storeId, state, createdDay }: StockCountsWanted): object {
  return {
    ...(storeId === undefined ? {} : { storeId }),
    ...(state === undefined ? {} : { state }),
    ...(createdDay === undefined ? {} : { createdDay }),
  };
}

/** Stock counts with their lines, entries and postings. */
export function stockCountStore(connection: Connection) {
  const counts = modelOf(connection, 'stockCounts', stockCountSchema);
  const lines = modelOf(connection, 'countLines', countLineSchema);
  const entries = modelOf(connection, 'countEntries', countEntrySchema);
  const postings = modelOf(connection, 'countPostings', countPostingSchema);

  return (session: ClientSession | null) => {
    const newestWhere = (filter: object, sort: Record<string, -1>, limit: number) =>
      counts.find(filter, WITHOUT_KEYS).sort(sort).limit(limit).session(session).lean<StockCountRecord[]>();
    /** Newest first; `before` is the last id of the page before. */
    const stockCountsWhere = (
      wanted: StockCountsWanted,
      before: string | undefined,
      limit: number,
    ): Promise<StockCountRecord[]> =>
      newestWhere(
        { ...filterOf(wanted), ...(before === undefined ? {} : { _id: { $lt: before } }) },
        { _id: -1 },
        limit,
      );
    const ofStore = (storeId: string, before: string | undefined) => ({
      owner: `${storeId}/`,
      prefix: `${ID_PREFIXES.stockCount}_`,
      cursor: before,
      nowMs: nowDate().getTime(),
    });
    return {
      // reads
      stockCount: (stockCountId: string) =>
        counts.findById(stockCountId, WITHOUT_KEYS).session(session).lean<StockCountRecord | null>(),
      stockCountsWhere,
      /** Newest first; `before` is the last id of the page before. */
      stockCounts: (
        wanted: StockCountsWanted,
        before: string | undefined,
        limit: number,
      ): Promise<StockCountRecord[]> => {
        const { storeId } = wanted;
        if (storeId === undefined) return stockCountsWhere(wanted, before, limit);
        return readNewest(ofStore(storeId, before), limit, (storeKey, most) =>
          newestWhere({ ...filterOf(wanted), storeKey }, { storeKey: -1 }, most),
        );
      },
      countLine: (lineId: string) => lines.findById(lineId).session(session).lean<CountLineRecord | null>(),
      /** Lines of a count, in order of product. */
      countLines: async (stockCountId: string): Promise<CountLineRecord[]> =>
        inOrder(await lines.find({ stockCountId }).session(session).lean<CountLineRecord[]>()),
      countLinesOf: async (ids: readonly string[]): Promise<CountLineRecord[]> =>
        inOrder(
          await readInPieces<CountLineRecord>(ids, (some) =>
            lines
              .find({ _id: { $in: some } })
              .session(session)
              .lean(),
          ),
        ),
      countEntry: (entryId: string) =>
        entries.findById(entryId, WITHOUT_KEY).session(session).lean<CountEntryRecord | null>(),
      isEntryWithdrawn: async (entryId: string): Promise<boolean> =>
        (await entries.findOne({ withdraws: entryId }, { _id: 1 }).session(session).lean()) !== null,
      /** Entries of a count, in no order. */
      countEntries: (stockCountId: string): Promise<CountEntryRecord[]> =>
        entries.find({ stockCountId }, WITHOUT_KEY).session(session).lean<CountEntryRecord[]>(),
      /** Entries of a count from one place among them up to, not including, another; newest first. */
      countEntriesBetween: async (stockCountId: string, from: number, to: number): Promise<CountEntryRecord[]> =>
        (
          await entries
            .find({ key: { $gte: entryKey(stockCountId, from), $lt: entryKey(stockCountId, to) } }, WITHOUT_KEY)
            .session(session)
            .lean<CountEntryRecord[]>()
        ).toSorted((a, b) => b.seq - a.seq),
      countPosting: (stockCountId: string) =>
        postings.findById(stockCountId, WITHOUT_KEYS).session(session).lean<CountPosting | null>(),
      /** The newest postings of a store, without their differences. */
      newestPostings: (
        storeId: string,
        limit: number,
      ): Promise<Pick<CountPosting, 'postedAt' | 'countedProductIds'>[]> =>
        readNewest(ofStore(storeId, undefined), limit, (storeKey, most) =>
          postings
            .find({ storeKey }, { postedAt: 1, countedProductIds: 1 })
            .sort({ storeKey: -1 })
            .limit(most)
            .session(session)
            .lean<CountPosting[]>(),
        ),

      // writes
      insertStockCount: (count: StockCountRecord): Write =>
        insert(counts, { ...count, storeKey: `${count.storeId}/${count._id}` }),
      insertCountLines: (all: readonly CountLineRecord[]): Write[] => all.map((line) => insert(lines, line)),
      /** Notes one entry more, if the count stands as it was read: so an entry and the end of counting exclude each other. */
      noteEntry: ({ _id, revision, entries: before }: StockCountRecord, newLines: number): Write =>
        update(counts, { _id, revision, entries: before }, { $inc: { entries: 1, products: newLines } }),
      insertCountEntry: (entry: CountEntryRecord): Write =>
        insert(entries, { ...entry, key: entryKey(entry.stockCountId, entry.seq) }),
      /** Saves the state of the count, if it and its entries still are as they were read. */
      moveStockCount: (before: StockCountRecord, after: StockCountRecord): Write => {
        const { _id, entries: _entries, products: _products, ...fields } = after;
        return update(counts, { _id, revision: before.revision, entries: before.entries }, { $set: fields });
      },
      setRounds: (all: readonly CountLineRecord[]): Write[] =>
        all.map(({ _id, round }) => update(lines, { _id }, { $set: { round } })),
      insertCountPosting: (posting: CountPosting): Write =>
        insert(postings, { ...posting, storeKey: `${posting.storeId}/${posting._id}` }),
    };
  };
}

function inOrder(lines: CountLineRecord[]): CountLineRecord[] {
  return lines.toSorted((a, b) => (a._id < b._id ? -1 : 1));
}
