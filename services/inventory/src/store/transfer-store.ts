import { ID_PREFIXES, TRANSIT_STATES, type TransferState } from '@comptoir/contracts';
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
import type { TransferRecord, TransferSeries } from '../domain/transfer-records.js';
import type { TravellingTransfer } from '../domain/stock-places.js';
import { goneFrom } from './gone-from.js';
import { transferSchema, transferSeriesSchema } from './transfer.schema.js';

/** Which transfers a list has. */
export interface TransfersWanted {
  readonly storeId?: string | undefined;
  readonly side?: 'from' | 'to' | undefined;
  readonly states?: readonly TransferState[] | undefined;
}

/** A transfer in a list. */
export type ListedTransfer = Omit<TransferRecord, 'parcels' | 'moves'>;

/** What lists are ordered by is of the store alone. */
const WITHOUT_KEYS = { fromKey: 0, toKey: 0, stateKey: 0, deliveryIds: 0 } as const;
/** A list goes without what can be large. */
const LISTED = { ...WITHOUT_KEYS, parcels: 0, moves: 0 } as const;

function keysOf({ _id, fromStoreId, toStoreId, state, parcels }: TransferRecord): object {
  return {
    fromKey: `${fromStoreId}/${_id}`,
    toKey: `${toStoreId}/${_id}`,
    stateKey: `${state}/${_id}`,
    deliveryIds: [...new Set(parcels.map((parcel) => parcel.deliveryId))],
  };
}

/** The keys that a list is read by, each with its owner: one a side of a store, one a state; none for all transfers. */
function ordersOf({ storeId, side, states }: TransfersWanted): [field: string, owner: string][] {
  if (storeId !== undefined) {
    const sides: [string, string][] = [
      ['fromKey', storeId],
      ['toKey', storeId],
    ];
    return sides.filter(([field]) => side === undefined || field === `${side}Key`);
  }
  return (states ?? []).map((state) => ['stateKey', state]);
}

/** Transfers and the counters of their numbers. */
export function transferStore(connection: Connection) {
  const transfers = modelOf(connection, 'transfers', transferSchema);
  const series = modelOf(connection, 'transferSeries', transferSeriesSchema);

  const store = (session: ClientSession | null) => {
    const newestWhere = (filter: object, sort: Record<string, -1>, limit: number) =>
      transfers.find(filter, LISTED).sort(sort).limit(limit).session(session).lean<ListedTransfer[]>();
    return {
      // reads
      transfer: (transferId: string) =>
        transfers.findById(transferId, WITHOUT_KEYS).session(session).lean<TransferRecord | null>(),
      transferSeries: (name: string) => series.findById(name).session(session).lean<TransferSeries | null>(),
      /** Newest first; `before` is the last id of the page before. */
      transfers: async (
        wanted: TransfersWanted,
        before: string | undefined,
        limit: number,
      ): Promise<ListedTransfer[]> => {
        const { states } = wanted;
        const ofStates = states === undefined ? {} : { state: { $in: states } };
        const orders = ordersOf(wanted);
        if (orders.length === 0 && states === undefined)
          return newestWhere(before === undefined ? {} : { _id: { $lt: before } }, { _id: -1 }, limit);
        const prefix = `${ID_PREFIXES.transfer}_`;
        const found: ListedTransfer[] = [];
        for (const [field, owner] of orders) {
          const newest = { owner: `${owner}/`, prefix, cursor: before, nowMs: nowDate().getTime() };
          const read = await readNewest(newest, limit, (range, most) =>
            newestWhere({ ...ofStates, [field]: range }, { [field]: -1 }, most),
          );
          found.push(...read);
        }
        return found.toSorted((a, b) => (a._id < b._id ? 1 : -1)).slice(0, limit);
      },

      /** All that have goods on the road, with the lines of their goods, in no order. */
      transfersOnTheRoad: async (): Promise<TravellingTransfer[]> => {
        const found: TravellingTransfer[] = [];
        for (const state of TRANSIT_STATES) {
          const ofState = { stateKey: { $gt: `${state}/`, $lt: `${state}/~` } };
          const fields = { number: 1, fromStoreId: 1, toStoreId: 1, lines: 1 } as const;
          found.push(...(await transfers.find(ofState, fields).session(session).lean<TravellingTransfer[]>()));
        }
        return found;
      },
      /** Where goods of these deliveries were shipped to. */
      destinationsOf: (
        deliveryIds: readonly string[],
      ): Promise<{ readonly _id: string; readonly deliveryIds: readonly string[]; readonly toStoreId: string }[]> =>
        readInPieces(deliveryIds, (some) =>
          transfers
            .find({ deliveryIds: { $in: some } }, { deliveryIds: 1, toStoreId: 1 })
            .session(session)
            .lean(),
        ),

      // writes
      insertTransfer: (transfer: TransferRecord): Write => insert(transfers, { ...transfer, ...keysOf(transfer) }),
      /** Saves the transfer as it is now, if it still is at the revision it was read at. */
      saveTransfer: (before: TransferRecord, after: TransferRecord): Write => {
        const { _id, ...fields } = { ...after, ...keysOf(after) };
        return update(transfers, { _id, revision: before.revision }, { $set: fields, ...goneFrom(before, after) });
      },
      /** Moves the counter by one, if it still stands where it was read; the first number makes it. */
      moveTransferSeries: ({ _id, last }: TransferSeries): Write =>
        update(series, { _id, last: last - 1 }, { $set: { last } }, { upsert: last === 1 }),
    };
  };
  return { store, transfers };
}
