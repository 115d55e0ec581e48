import { ID_PREFIXES, type WriteOffView } from '@comptoir/contracts';
import {
  insert,
  modelOf,
  nowDate,
  readNewest,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { DocumentSeries } from '../domain/document-series.js';
import type { WriteOffRecord } from '../domain/write-off-records.js';
import { documentSeriesSchema, writeOffSchema } from './write-off.schema.js';

/** Which write-offs a list has. */
export interface WriteOffsWanted {
  readonly storeId?: string | undefined;
  readonly reason?: WriteOffView['reason'] | undefined;
  readonly writtenOffDay?: string | undefined;
}

const WITHOUT_KEYS = { storeKey: 0 } as const;

function filterOf({ storeId, reason, writtenOffDay }: WriteOffsWanted): object {
  return {
    ...(storeId === undefined ? {} : { storeId }),
    ...(reason === undefined ? {} : { reason }),
    ...(writtenOffDay === undefined ? {} : { writtenOffDay }),
  };
}

/** Write-offs, and the counters of numbers that they share with stock counts. */
export function writeOffStore(connection: Connection) {
  const writeOffs = modelOf(connection, 'writeOffs', writeOffSchema);
  const series = modelOf(connection, 'documentSeries', documentSeriesSchema);

  return (session: ClientSession | null) => {
    const newestWhere = (filter: object, sort: Record<string, -1>, limit: number) =>
      writeOffs.find(filter, WITHOUT_KEYS).sort(sort).limit(limit).session(session).lean<WriteOffRecord[]>();
    /** Newest first; `before` is the last id of the page before. */
    const writeOffsWhere = (
      wanted: WriteOffsWanted,
      before: string | undefined,
      limit: number,
    ): Promise<WriteOffRecord[]> =>
      newestWhere(
        { ...filterOf(wanted), ...(before === undefined ? {} : { _id: { $lt: before } }) },
        { _id: -1 },
        limit,
      );
    return {
      // reads
      writeOff: (writeOffId: string) =>
        writeOffs.findById(writeOffId, WITHOUT_KEYS).session(session).lean<WriteOffRecord | null>(),
      documentSeries: (name: string) => series.findById(name).session(session).lean<DocumentSeries | null>(),
      writeOffsWhere,
      /** Newest first; `before` is the last id of the page before. */
      writeOffs: (wanted: WriteOffsWanted, before: string | undefined, limit: number): Promise<WriteOffRecord[]> => {
        if (wanted.storeId === undefined) return writeOffsWhere(wanted, before, limit);
        const newest = {
          owner: `${wanted.storeId}/`,
          prefix: `${ID_PREFIXES.writeOff}_`,
          cursor: before,
          nowMs: nowDate().getTime(),
        };
        return readNewest(newest, limit, (storeKey, most) =>
          newestWhere({ ...filterOf(wanted), storeKey }, { storeKey: -1 }, most),
        );
      },

      // writes
      insertWriteOff: (record: WriteOffRecord): Write =>
        insert(writeOffs, { ...record, storeKey: `${record.storeId}/${record._id}` }),
      /** Moves the counter by one, if it still stands where it was read; the first number makes it. */
      moveDocumentSeries: ({ _id, last }: DocumentSeries): Write =>
        update(series, { _id, last: last - 1 }, { $set: { last } }, { upsert: last === 1 }),
    };
  };
}
