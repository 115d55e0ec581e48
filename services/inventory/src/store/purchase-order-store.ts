import { ID_PREFIXES, searchWords, type PurchaseOrderState } from '@comptoir/contracts';
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
import type { PurchaseOrderRecord, PurchaseOrderSeries } from '../domain/purchase-order-records.js';
import { goneFrom } from './gone-from.js';
import { purchaseOrderSchema, purchaseOrderSeriesSchema } from './purchase-order.schema.js';

/** Which purchase orders a list has. */
export interface PurchaseOrdersWanted {
  readonly storeId?: string | undefined;
  readonly supplierId?: string | undefined;
  readonly states?: readonly PurchaseOrderState[] | undefined;
  readonly createdDay?: string | undefined;
  /** Letters and digits only: each becomes a pattern. */
  readonly words: readonly string[];
}

/** What lists are ordered and found by is of the store alone. */
const WITHOUT_KEYS = { storeKey: 0, supplierKey: 0, stateKey: 0, search: 0 } as const;

function keysOf({ _id, storeId, supplierId, supplierName, state, number }: PurchaseOrderRecord): object {
  return {
    storeKey: `${storeId}/${_id}`,
    supplierKey: `${supplierId}/${_id}`,
    stateKey: `${state}/${_id}`,
    search: searchWords(`${number} ${supplierName}`),
  };
}

function filterOf({ storeId, supplierId, states, createdDay, words }: PurchaseOrdersWanted): object {
  return {
    ...(storeId === undefined ? {} : { storeId }),
    ...(supplierId === undefined ? {} : { supplierId }),
    ...(states === undefined ? {} : { state: { $in: states } }),
    ...(createdDay === undefined ? {} : { createdDay }),
    ...(words.length > 0 ? { $and: words.map((word) => ({ search: { $regex: `^${word}` } })) } : {}),
  };
}

/** The key of which the fewest orders are read for a list without words or days; undefined where all are wanted. */
function orderOf({ storeId, supplierId, states }: PurchaseOrdersWanted): [field: string, owner: string] | undefined {
  if (supplierId !== undefined) return ['supplierKey', supplierId];
  if (states?.length === 1) return ['stateKey', states[0]!];
  return storeId === undefined ? undefined : ['storeKey', storeId];
}

/** Purchase orders and the counters of their numbers. */
export function purchaseOrderStore(connection: Connection) {
  const orders = modelOf(connection, 'purchaseOrders', purchaseOrderSchema);
  const series = modelOf(connection, 'purchaseOrderSeries', purchaseOrderSeriesSchema);

  return (session: ClientSession | null) => {
    const newestWhere = (filter: object, sort: Record<string, -1>, limit: number) =>
      orders.find(filter, WITHOUT_KEYS).sort(sort).limit(limit).session(session).lean<PurchaseOrderRecord[]>();
    /** Newest first; `before` is the last id of the page before. */
    const purchaseOrdersWhere = (
      wanted: PurchaseOrdersWanted,
      before: string | undefined,
      limit: number,
    ): Promise<PurchaseOrderRecord[]> =>
      newestWhere(
        { ...filterOf(wanted), ...(before === undefined ? {} : { _id: { $lt: before } }) },
        { _id: -1 },
        limit,
      );
    return {
      // reads
      purchaseOrder: (purchaseOrderId: string) =>
        orders.findById(purchaseOrderId, WITHOUT_KEYS).session(session).lean<PurchaseOrderRecord | null>(),
      purchaseOrdersById: (ids: readonly string[]): Promise<PurchaseOrderRecord[]> =>
        readInPieces(ids, (some) =>
          orders
            .find({ _id: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean<PurchaseOrderRecord[]>(),
        ),
      purchaseOrderSeries: (name: string) => series.findById(name).session(session).lean<PurchaseOrderSeries | null>(),
      purchaseOrdersWhere,
      /** Newest first; `before` is the last id of the page before. */
      purchaseOrders: (
        wanted: PurchaseOrdersWanted,
        before: string | undefined,
        limit: number,
      ): Promise<PurchaseOrderRecord[]> => {
        const order = orderOf(wanted);
        if (!order || wanted.words.length > 0) return purchaseOrdersWhere(wanted, before, limit);
        const [field, owner] = order;
        const newest = {
          owner: `${owner}/`,
          prefix: `${ID_PREFIXES.purchaseOrder}_`,
          cursor: before,
          nowMs: nowDate().getTime(),
        };
        return readNewest(newest, limit, (range, most) =>
          newestWhere({ ...filterOf(wanted), [field]: range }, { [field]: -1 }, most),
        );
      },
      /** Orders of a store on which goods are expected. */
      outstandingOrders: async (storeId: string): Promise<PurchaseOrderRecord[]> => {
        const found: PurchaseOrderRecord[] = [];
        for (const state of ['sent', 'partlyReceived'] satisfies PurchaseOrderState[])
          found.push(
            ...(await orders
              .find({ stateKey: { $gt: `${state}/`, $lt: `${state}/~` }, storeId }, WITHOUT_KEYS)
              .session(session)
              .lean<PurchaseOrderRecord[]>()),
          );
        return found;
      },

      // writes
      insertPurchaseOrder: (order: PurchaseOrderRecord): Write => insert(orders, { ...order, ...keysOf(order) }),
      /** Saves the order as it is now, if it still is at the revision it was read at. */
      savePurchaseOrder: (before: PurchaseOrderRecord, after: PurchaseOrderRecord): Write => {
        const { _id, ...fields } = { ...after, ...keysOf(after) };
        return update(orders, { _id, revision: before.revision }, { $set: fields, ...goneFrom(before, after) });
      },
      /** Moves the counter by one, if it still stands where it was read; the first number makes it. */
      movePurchaseOrderSeries: ({ _id, last }: PurchaseOrderSeries): Write =>
        update(series, { _id, last: last - 1 }, { $set: { last } }, { upsert: last === 1 }),
    };
  };
}
