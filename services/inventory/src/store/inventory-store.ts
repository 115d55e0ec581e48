import { ID_PREFIXES, searchWords, type DeliveryView, type OrderDelivery } from '@comptoir/contracts';
import {
  handlersFor,
  idRange,
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
import type { LevelChange } from '../domain/levels.js';
import { cardKeyOf, isOnCard, type CardMovement } from '../domain/stock-card.js';
import type { Dated } from '../domain/expiry-alert.js';
import type { FirstArrival } from '../domain/ship-transfer.js';
import { slotOf, type Batch, type Hold, type HeldUnits, type Level, type Movement } from '../domain/records.js';
import type { Revalued } from '../domain/supplier-bill.js';
import type { AgedBatch } from '../domain/stock-ages.js';
import type { ValueMovement } from '../domain/stock-values.js';
import {
  batchSchema,
  deliverySchema,
  holdSchema,
  levelSchema,
  movementSchema,
  returnSchema,
} from './inventory.schema.js';
import { goneFrom } from './gone-from.js';
import { readOldest } from './open-batches.js';
import { purchaseOrderStore } from './purchase-order-store.js';
import { supplierBillSchema, supplierReturnSchema } from './supplier-bill.schema.js';
import { stockCountSchema } from './stock-count.schema.js';
import { writeOffSchema } from './write-off.schema.js';
import { supplierBillStore } from './supplier-bill-store.js';
import { stockAlertStore } from './stock-alert-store.js';
import { supplierStore } from './supplier-store.js';
import { transferStore } from './transfer-store.js';
import { stockCountStore } from './stock-count-store.js';
import { writeOffStore } from './write-off-store.js';

/** A delivery as stored. */
export type DeliveryRecord = Omit<DeliveryView, 'deliveryId'> & {
  readonly _id: string;
  readonly storeKey: string;
  readonly openingKey?: string;
  readonly supplierKey?: string;
  /** Words of the supplier's name and of the reference. */
  readonly search: readonly string[];
  /** How many corrections it has; absent for none. */
  readonly corrected?: number;
};

/** A return as stored: what one correction brought back. */
export interface ReturnRecord {
  readonly _id: string;
  readonly saleId: string;
  readonly storeId: string;
  readonly holdId: string;
  readonly currency: string;
  readonly lines: readonly object[];
  readonly batchIds: readonly string[];
  /** Deliveries whose goods came into another store than the one that sold them. */
  readonly deliveryIds?: readonly string[];
  readonly at: string;
  readonly by: string;
}

/** The store that goods of deliveries came back to. */
export type ReturnedElsewhere = Pick<ReturnRecord, '_id' | 'storeId'> & { readonly deliveryIds: readonly string[] };

/** What a change writes of a level's threshold and alert: nothing, mostly. */
function alertFields(before: Level, { threshold, alert }: Level): Partial<Level> {
  return {
    ...(threshold === undefined || threshold === before.threshold ? {} : { threshold }),
    ...(alert && alert !== before.alert ? { alert } : {}),
  };
}

const AGED_FIELDS = {
  _id: 0,
  storeId: 1,
  productId: 1,
  remainingQty: 1,
  remainingCostMinor: 1,
  currency: 1,
  receivedAt: 1,
} as const;
const EXPIRY_FIELDS = {
  productId: 1,
  remainingQty: 1,
  remainingCostMinor: 1,
  currency: 1,
  receivedAt: 1,
  expiresOn: 1,
} as const;
type ExpiringLive = Pick<Batch, '_id' | keyof typeof EXPIRY_FIELDS>;
const CARD_FIELDS = {
  kind: 1,
  batchId: 1,
  remainingDelta: 1,
  heldDelta: 1,
  costMinor: 1,
  currency: 1,
  ref: 1,
  by: 1,
  occurredAt: 1,
} as const;
const VALUE_FIELDS = {
  _id: 0,
  kind: 1,
  productId: 1,
  batchId: 1,
  remainingDelta: 1,
  heldDelta: 1,
  costMinor: 1,
  currency: 1,
  occurredAt: 1,
  businessDay: 1,
} as const;
/** Documents of inventory that have a number. */
type NumberedKind = 'delivery' | 'writeOff' | 'stockCount' | 'transfer' | 'supplierReturn' | 'supplierBill';
const LIVE = { remainingQty: { $gt: 0 } };
const PAST_ALL = '~';
/** Up to `limit` records with `after` < id ≤ `upTo`. */
export interface AuditRange {
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
  readonly limit: number;
}
type AuditKind = 'batches' | 'levels' | 'holds' | 'movements' | 'transfers' | 'supplierBills' | 'deliveryBillings';

/** The records of inventory. Reads run in the given session; writes are returned to the kit, which executes them together. */
export function inventoryStore(connection: Connection) {
  const batches = modelOf(connection, 'batches', batchSchema);
  const levels = modelOf(connection, 'levels', levelSchema);
  const holds = modelOf(connection, 'holds', holdSchema);
  const movements = modelOf(connection, 'movements', movementSchema);
  const deliveries = modelOf(connection, 'deliveries', deliverySchema);
  const returns = modelOf(connection, 'returns', returnSchema);
  const suppliers = supplierStore(connection);
  const purchaseOrders = purchaseOrderStore(connection);
  const stockAlerts = stockAlertStore(connection);
  const writeOffs = writeOffStore(connection);
  const stockCounts = stockCountStore(connection);
  const { store: supplierBillReads, supplierBills, deliveryBillings } = supplierBillStore(connection);
  const { store: transferReads, transfers } = transferStore(connection);
  const numbered = {
    delivery: [deliveries, 'reference'],
    writeOff: [modelOf(connection, 'writeOffs', writeOffSchema), 'number'],
    stockCount: [modelOf(connection, 'stockCounts', stockCountSchema), 'number'],
    transfer: [transfers, 'number'],
    supplierReturn: [modelOf(connection, 'supplierReturns', supplierReturnSchema), 'number'],
    supplierBill: [modelOf(connection, 'supplierBills', supplierBillSchema), 'number'],
  } as const;
  const audited = { batches, levels, holds, movements, transfers, supplierBills, deliveryBillings };

  return (session: ClientSession | null) => {
    const alerts = stockAlerts(session);
    const liveBatches = (after: string, before: string): Promise<AgedBatch[]> =>
      batches
        .find({ slot: { $gt: after, $lt: before }, ...LIVE }, AGED_FIELDS)
        .session(session)
        .lean<AgedBatch[]>();
    return {
      ...suppliers(session),
      ...purchaseOrders(session),
      ...supplierBillReads(session),
      ...transferReads(session),
      ...writeOffs(session),
      ...stockCounts(session),
      ...alerts,

      // reads
      batchesOf: (levelKeys: readonly string[]): Promise<Batch[]> =>
        readInPieces(levelKeys, (some) =>
          batches
            .find({ levelKey: { $in: some }, ...LIVE })
            .session(session)
            .lean(),
        ),
      batches: (ids: readonly string[]): Promise<Batch[]> =>
        readInPieces(ids, (some) =>
          batches
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      /** Batches of opening stock at these levels, also those that are sold or were taken back. */
      openingBatches: (levelKeys: readonly string[]): Promise<Batch[]> =>
        readInPieces(levelKeys, (some) =>
          batches
            .find({ openingKey: { $in: some } })
            .session(session)
            .lean(),
        ),
      /** The batches that units of this one are in since, in order of id. */
      batchesAfter: async (batchId: string): Promise<Batch[]> =>
        (await batches.find({ parent: batchId }).session(session).lean<Batch[]>()).toSorted((a, b) =>
          a._id < b._id ? -1 : 1,
        ),
      /** The batch of each level that came last, by product, also where nothing of it is left. */
      newestBatches: async (of: readonly Level[]): Promise<Map<string, Batch>> => {
        const known = of.flatMap((level) => level.newest ?? []);
        const found = await readInPieces<Batch>(known, (some) =>
          batches
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        );
        // Levels of before it was kept: where the last batch still has units an index finds it, else nothing does.
        const older = of.filter((level) => level.newest === undefined && level.next > 0);
        const live = await readInPieces<Batch>(
          older.map((level) => slotOf(level._id, level.next - 1)),
          (some) =>
            batches
              .find({ slot: { $in: some }, ...LIVE })
              .session(session)
              .lean(),
        );
        const isLive = new Set(live.map((batch) => batch.levelKey));
        found.push(...live);
        for (const { _id, next } of older.filter((level) => !isLive.has(level._id))) {
          const last = await batches
            .findOne({ slot: slotOf(_id, next - 1) })
            .session(session)
            .lean<Batch | null>();
          if (last) found.push(last);
        }
        return new Map(found.map((batch) => [batch.productId, batch]));
      },
      /** Live batches of a store, with what their expiry is told by. */
      liveBatchesWithExpiry: (storeId: string): Promise<ExpiringLive[]> =>
        batches
          .find({ slot: { $gt: `${storeId}/`, $lt: `${storeId}/${PAST_ALL}` }, ...LIVE }, EXPIRY_FIELDS)
          .session(session)
          .lean<ExpiringLive[]>(),
      /** Live batches of a store that expire on a day or before it. */
      batchesExpiring: (storeId: string, upTo: string): Promise<Dated[]> =>
        batches
          .find(
            { slot: { $gt: `${storeId}/`, $lt: `${storeId}/${PAST_ALL}` }, ...LIVE, expiresOn: { $lte: upTo } },
            { productId: 1, remainingQty: 1, expiresOn: 1 },
          )
          .session(session)
          .lean<Dated[]>(),
      /** Live batches of the levels from one key to another, both included, with what their age is told by. */
      liveBatchesBetween: (from: string, to: string) => liveBatches(`${from}/`, `${to}/${PAST_ALL}`),
      liveBatchesOfStore: (storeId: string) => liveBatches(`${storeId}/`, `${storeId}/${PAST_ALL}`),
      oldestBatches: (of: readonly Level[], demand: ReadonlyMap<string, number>) =>
        readOldest(
          {
            bySlots: (slots) =>
              batches
                .find({ slot: { $in: [...slots] }, ...LIVE })
                .session(session)
                .lean<Batch[]>(),
            bySlotRange: (from, to) =>
              batches
                .find({ slot: { $gte: from, $lt: to }, ...LIVE })
                .session(session)
                .lean<Batch[]>(),
          },
          of,
          demand,
        ),
      /** Levels in order of key, so in order of product within a store. */
      levels: async (keys: readonly string[]): Promise<Level[]> =>
        (
          await readInPieces<Level>(keys, (some) =>
            levels
              .find({ _id: { $in: some } })
              .session(session)
              .lean(),
          )
        ).sort((a, b) => (a._id < b._id ? -1 : 1)),
      levelsOfProducts: (productIds: readonly string[]): Promise<Level[]> =>
        readInPieces(productIds, (some) =>
          levels
            .find({ productId: { $in: some } })
            .session(session)
            .lean(),
        ),
      levelsOfStore: (storeId: string, after: string | undefined, limit: number): Promise<Level[]> =>
        levels
          .find({ key: { $gt: `${storeId}/${after ?? ''}`, $lt: `${storeId}/${PAST_ALL}` } })
          .sort({ key: 1 })
          .limit(limit)
          .session(session)
          .lean<Level[]>(),
      hold: (holdId: string) => holds.findById(holdId).session(session).lean<Hold>(),
      holdOfSale: (saleId: string) => holds.findOne({ saleId }).session(session).lean<Hold>(),
      openHoldsOn: async (levelKeys: readonly string[]): Promise<Hold[]> => {
        const found = await readInPieces<Hold>(levelKeys, (some) =>
          holds
            .find({ levelKeys: { $in: some }, state: 'open' })
            .session(session)
            .lean(),
        );
        return [...new Map(found.map((hold) => [hold._id, hold])).values()];
      },
      delivery: (deliveryId: string) => deliveries.findById(deliveryId).session(session).lean<DeliveryRecord>(),
      deliveriesById: (ids: readonly string[]): Promise<DeliveryRecord[]> =>
        readInPieces(ids, (some) =>
          deliveries
            .find({ _id: { $in: some } })
            .session(session)
            .lean<DeliveryRecord[]>(),
        ),
      /** Those of these deliveries that were taken back. */
      deliveriesTakenBack: async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
        const rows = await readInPieces<Pick<DeliveryRecord, '_id' | 'takenBack'>>(ids, (some) =>
          deliveries
            .find({ _id: { $in: some } }, { takenBack: 1 })
            .session(session)
            .lean(),
        );
        return new Set(rows.filter((one) => one.takenBack).map((one) => one._id));
      },
      /** When these deliveries were taken in, and their suppliers. */
      firstArrivals: async (deliveryIds: readonly string[]): Promise<ReadonlyMap<string, FirstArrival>> => {
        const rows = await readInPieces<FirstArrival & { readonly _id: string }>(deliveryIds, (some) =>
          deliveries
            .find({ _id: { $in: some } }, { receivedAt: 1, supplierId: 1 })
            .session(session)
            .lean(),
        );
        return new Map(rows.map(({ _id, ...arrival }) => [_id, arrival]));
      },
      /** Newest first; `before` is the last id of the page before. */
      deliveries: (
        storeId: string | undefined,
        before: string | undefined,
        limit: number,
      ): Promise<DeliveryRecord[]> => {
        const filter = storeId
          ? { storeKey: { $gt: `${storeId}/`, $lt: `${storeId}/${before ?? PAST_ALL}` } }
          : before
            ? { _id: { $lt: before } }
            : {};
        return deliveries
          .find(filter)
          .sort(storeId ? { storeKey: -1 } : { _id: -1 })
          .limit(limit)
          .session(session)
          .lean<DeliveryRecord[]>();
      },
      /** Those of opening stock of a store, newest first; `before` is the last id of the page before. */
      openingDeliveries: (storeId: string, before: string | undefined, limit: number): Promise<DeliveryRecord[]> =>
        deliveries
          .find({ openingKey: { $gt: `${storeId}/`, $lt: `${storeId}/${before ?? PAST_ALL}` } })
          .sort({ openingKey: -1 })
          .limit(limit)
          .session(session)
          .lean<DeliveryRecord[]>(),
      /** Those of a supplier, of a store where one is named, newest first; `before` is the last id of the page before. */
      deliveriesOfSupplier: (
        supplierId: string,
        storeId: string | undefined,
        before: string | undefined,
        limit: number,
      ): Promise<DeliveryRecord[]> => {
        const wanted = {
          owner: `${supplierId}/`,
          prefix: `${ID_PREFIXES.delivery}_`,
          cursor: before,
          nowMs: nowDate().getTime(),
        };
        return readNewest(wanted, limit, (range, most) =>
          deliveries
            .find({ supplierKey: range, ...(storeId === undefined ? {} : { storeId }) })
            .sort({ supplierKey: -1 })
            .limit(most)
            .session(session)
            .lean<DeliveryRecord[]>(),
        );
      },
      /** Those of a purchase order, oldest first, without their lines. */
      deliveriesOfOrder: async (purchaseOrderId: string): Promise<OrderDelivery[]> => {
        const rows = await deliveries
          .find({ purchaseOrderId }, { receivedAt: 1, receivedDay: 1, reference: 1, totalCostMinor: 1 })
          .sort({ _id: 1 })
          .session(session)
          .lean<(Omit<OrderDelivery, 'deliveryId'> & { readonly _id: string })[]>();
        return rows.map(({ _id: deliveryId, ...facts }) => ({ deliveryId, ...facts }));
      },
      /** Deliveries of a store and a day that have words (letters and digits only: each becomes a pattern), newest first. */
      deliveriesWhere: (
        {
          storeId,
          supplierId,
          receivedDay,
          words,
        }: { storeId?: string; supplierId?: string; receivedDay?: string; words: readonly string[] },
        before: string | undefined,
        limit: number,
      ): Promise<DeliveryRecord[]> => {
        const filter = {
          ...(storeId === undefined ? {} : { storeId }),
          ...(supplierId === undefined ? {} : { supplierId }),
          ...(receivedDay === undefined ? {} : { receivedDay }),
          ...(before === undefined ? {} : { _id: { $lt: before } }),
          ...(words.length > 0 ? { $and: words.map((word) => ({ search: { $regex: `^${word}` } })) } : {}),
        };
        return deliveries.find(filter).sort({ _id: -1 }).limit(limit).session(session).lean<DeliveryRecord[]>();
      },
      /** What moved of a product in a store up to an id (exclusive), oldest first: the movements of its stock card. */
      cardMovements: (storeId: string, productId: string, before: string): Promise<CardMovement[]> =>
        movements
          .find({ cardKey: { $gt: `${storeId}/${productId}/`, $lt: `${storeId}/${productId}/${before}` } }, CARD_FIELDS)
          .sort({ cardKey: 1 })
          .session(session)
          .lean<CardMovement[]>(),
      /** What moved of the products of levels, from one key to another, both included, oldest first within a product. */
      valueMovements: (from: string, to: string): Promise<ValueMovement[]> =>
        movements
          .find({ cardKey: { $gt: `${from}/`, $lt: `${to}/${PAST_ALL}` } }, VALUE_FIELDS)
          .session(session)
          .lean<ValueMovement[]>(),
      /** The sales behind holds and corrections, by their ids. */
      salesBehind: async (
        holdIds: readonly string[],
        correctionIds: readonly string[],
      ): Promise<Map<string, string>> => {
        type Row = { readonly _id: string; readonly saleId?: string };
        const rows = [
          ...(await readInPieces<Row>(holdIds, (some) =>
            holds
              .find({ _id: { $in: some } }, { saleId: 1 })
              .session(session)
              .lean(),
          )),
          ...(await readInPieces<Row>(correctionIds, (some) =>
            returns
              .find({ _id: { $in: some } }, { saleId: 1 })
              .session(session)
              .lean(),
          )),
        ];
        return new Map(rows.flatMap(({ _id, saleId }) => (saleId === undefined ? [] : [[_id, saleId] as const])));
      },
      /** Numbers of documents by their ids: of deliveries and bills those of the supplier's papers. */
      numbersOf: async (
        ids: Readonly<Partial<Record<NumberedKind, readonly string[]>>>,
      ): Promise<Map<string, string>> => {
        const numbers = new Map<string, string>();
        for (const [kind, some] of Object.entries(ids) as [NumberedKind, readonly string[]][]) {
          const [model, field] = numbered[kind];
          type Row = { readonly _id: string } & Readonly<Record<string, string | undefined>>;
          const rows = await readInPieces<Row>(some, (piece) =>
            model
              .find({ _id: { $in: piece } }, { [field]: 1 })
              .session(session)
              .lean(),
          );
          for (const row of rows) if (row[field] !== undefined) numbers.set(row._id, row[field]);
        }
        return numbers;
      },
      /** Where goods of these deliveries came back to, other than where they were sold. */
      returnedElsewhere: (deliveryIds: readonly string[]): Promise<ReturnedElsewhere[]> =>
        readInPieces(deliveryIds, (some) =>
          returns
            .find({ deliveryIds: { $in: some } }, { deliveryIds: 1, storeId: 1 })
            .session(session)
            .lean(),
        ),
      isReturned: async (correctionId: string) =>
        (await returns.findById(correctionId).session(session).lean()) !== null,
      auditPage: (
        kind: AuditKind,
        { after, upTo, limit }: AuditRange,
        fields: readonly string[],
      ): Promise<Record<string, unknown>[]> =>
        audited[kind]
          .find(idRange(after, upTo), Object.fromEntries(fields.map((field) => [field, 1])))
          .sort({ _id: 1 })
          .limit(limit)
          .session(session)
          .lean<Record<string, unknown>[]>(),

      // writes
      insertBatches: (all: readonly Batch[]): Write[] =>
        all.map((batch) => {
          const parent = batch.movedFrom ?? batch.returnOf;
          return insert(batches, parent === undefined ? batch : { ...batch, parent });
        }),
      insertOpeningBatches: (all: readonly Batch[]): Write[] =>
        all.map((batch) => insert(batches, { ...batch, openingKey: batch.levelKey })),
      takeFromBatches: (units: readonly HeldUnits[]): Write[] =>
        units.map(({ batchId, quantity, costMinor }) =>
          update(
            batches,
            { _id: batchId, remainingQty: { $gte: quantity }, remainingCostMinor: { $gte: costMinor } },
            { $inc: { remainingQty: -quantity, remainingCostMinor: -costMinor } },
          ),
        ),
      giveBackToBatches: (units: readonly HeldUnits[]): Write[] =>
        units.map(({ batchId, quantity, costMinor }) =>
          update(batches, { _id: batchId }, { $inc: { remainingQty: quantity, remainingCostMinor: costMinor } }),
        ),
      /** What the units that remain of batches cost more, or less, if they still are those that were read. */
      revalueBatches: (all: readonly Revalued[]): Write[] =>
        all.map(({ batch: { _id, remainingQty, remainingCostMinor }, byMinor }) =>
          update(batches, { _id, remainingQty, remainingCostMinor }, { $inc: { remainingCostMinor: byMinor } }),
        ),
      /** Empties batches, if all of their units are still there. */
      emptyBatches: (whole: readonly Batch[]): Write[] =>
        whole.map(({ _id, receivedQty }) =>
          update(batches, { _id, remainingQty: receivedQty }, { $set: { remainingQty: 0, remainingCostMinor: 0 } }),
        ),
      /** Changes levels, each if it still is at the version it was read at, with the alerts of those that crossed their thresholds. */
      changeLevels: (changes: readonly LevelChange[]): Write[] => [
        ...changes.map(({ before, after }) =>
          before
            ? update(
                levels,
                { _id: after._id, version: before.version },
                {
                  $inc: { available: after.available - before.available, version: 1 },
                  $set: {
                    head: after.head,
                    next: after.next,
                    ...(after.expiries === before.expiries ? {} : { expiries: after.expiries }),
                    ...(after.newest === before.newest ? {} : { newest: after.newest }),
                    ...alertFields(before, after),
                  },
                  ...goneFrom(before, after),
                },
              )
            : insert(levels, { ...after, key: after._id }),
        ),
        ...alerts.saveCrossings(changes),
      ],
      insertMovements: (all: readonly Movement[]): Write[] =>
        all.map((movement) =>
          insert(movements, isOnCard(movement) ? { ...movement, cardKey: cardKeyOf(movement) } : movement),
        ),
      insertHold: (hold: Hold): Write => insert(holds, hold),
      closeHold: (
        holdId: string,
        change: { state: 'settled' | 'released'; saleId?: string; closedAt: string },
      ): Write => update(holds, { _id: holdId, state: 'open' }, { $set: change, $inc: { revision: 1 } }),
      noteReturned: (hold: Hold, returned: Hold['returned']): Write =>
        update(holds, { _id: hold._id, revision: hold.revision }, { $set: { returned }, $inc: { revision: 1 } }),
      insertReturn: (record: ReturnRecord): Write => insert(returns, record),
      insertDelivery: ({ deliveryId, ...view }: DeliveryView): Write =>
        insert(deliveries, {
          _id: deliveryId,
          storeKey: `${view.storeId}/${deliveryId}`,
          ...(view.opening ? { openingKey: `${view.storeId}/${deliveryId}` } : {}),
          ...(view.supplierId ? { supplierKey: `${view.supplierId}/${deliveryId}` } : {}),
          ...view,
          search: searchWords(`${view.supplierName ?? ''} ${view.reference ?? ''}`),
        }),
      /** Adds the last of a delivery's corrections, if it still has those before it. */
      noteCorrected: ({ deliveryId, corrections = [] }: DeliveryView): Write =>
        update(
          deliveries,
          { _id: deliveryId, corrected: corrections.length === 1 ? { $exists: false } : corrections.length - 1 },
          { $set: { corrections, corrected: corrections.length } },
        ),
      noteTakenBack: ({ deliveryId, takenBack }: DeliveryView): Write =>
        update(deliveries, { _id: deliveryId, takenBack: { $exists: false } }, { $set: { takenBack } }),
    };
  };
}

/** The store of inventory in one session. */
export type InventoryStore = ReturnType<ReturnType<typeof inventoryStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<InventoryStore>();
