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
import type {
  DeliveryDayRecord,
  DeliveryRecord,
  PaymentRecord,
  SealedPartRecord,
  SnapshotRecord,
  StiRecord,
  ZReportRecord,
} from '../domain/records.js';
import { snapshotKey } from '../domain/closing.js';
import { deliveryKey, type SoldSti } from '../domain/delivery-days.js';
import type { StiPlace } from '../domain/delivery-lines.js';
import { deliveryDaySchema, deliverySchema, sealedPartSchema } from './day.schema.js';
import { lastClosedDaySchema, paymentSchema, snapshotSchema, stiSchema, zReportSchema } from './sales.schema.js';
import { oneOf } from './update-from.js';

/** What the margin of a delivery is added up from. */
const SOLD_FIELDS = { storeId: 1, businessDay: 1, currency: 1, lines: 1 };
const PLACE_FIELDS = { storeId: 1, businessDay: 1 };

interface StisWanted {
  readonly deliveryId: string;
  readonly storeIds: readonly string[];
  readonly days: readonly string[];
}

const deliveryRange = (deliveryId: string, from: string, to: string) => ({
  key: { $gte: deliveryKey(deliveryId, from), $lt: `${deliveryKey(deliveryId, to)}/~` },
});

/** Business days: what was posted on one, what was sealed of it, and the deliveries that its goods came from. */
export function dayStore(connection: Connection) {
  const parts = modelOf(connection, 'sealedParts', sealedPartSchema);
  const deliveries = modelOf(connection, 'deliveries', deliverySchema);
  const deliveryDays = modelOf(connection, 'deliveryDays', deliveryDaySchema);
  const snapshots = modelOf(connection, 'snapshots', snapshotSchema);
  const stis = modelOf(connection, 'stis', stiSchema);
  const payments = modelOf(connection, 'payments', paymentSchema);
  const reports = modelOf(connection, 'zReports', zReportSchema);
  const lastDays = modelOf(connection, 'lastClosedDays', lastClosedDaySchema);
  const lastDayOf = async (storeId: string, session: ClientSession | null): Promise<string | undefined> =>
    (await lastDays.findById(storeId).session(session).lean<{ businessDay: string } | null>())?.businessDay;
  const ofDelivery =
    (session: ClientSession | null) =>
    async <T extends StiPlace>({ deliveryId, storeIds, days }: StisWanted, fields: object): Promise<T[]> => {
      const found = await readInPieces<T>(
        days.map((day) => deliveryKey(deliveryId, day)),
        (some) =>
          stis
            .find({ deliveryKeys: oneOf(some) }, fields)
            .session(session)
            .lean(),
      );
      return found.filter((sti) => storeIds.includes(sti.storeId));
    };
  return (session: ClientSession | null) => ({
    /** The last closed day of a store. */
    lastClosedDay: (storeId: string) => lastDayOf(storeId, session),
    /** The last closed day of each of these stores that has closed one. */
    lastClosedDays: async (storeIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const days = await readInPieces<{ _id: string; businessDay: string }>(storeIds, (some) =>
        lastDays
          .find({ _id: { $in: some } })
          .session(session)
          .lean(),
      );
      return new Map(days.map((one) => [one._id, one.businessDay]));
    },
    lastSnapshot: async (storeId: string): Promise<SnapshotRecord | null> => {
      const day = await lastDayOf(storeId, session);
      if (day === undefined) return null;
      return snapshots.findById(snapshotKey(storeId, day)).session(session).lean<SnapshotRecord | null>();
    },
    /** Inserts the snapshot of the day after the last closed one, if `last` still is that. */
    insertSnapshot: (last: SnapshotRecord | null, snapshot: SnapshotRecord): Write[] => [
      insert(snapshots, snapshot),
      update(
        lastDays,
        { _id: snapshot.storeId, businessDay: last?.businessDay ?? null },
        { $set: { businessDay: snapshot.businessDay } },
        { upsert: last === null },
      ),
    ],
    snapshotsOf: (ids: readonly string[]): Promise<SnapshotRecord[]> =>
      readInPieces(ids, (some) =>
        snapshots
          .find({ _id: { $in: some } })
          .session(session)
          .lean(),
      ),
    insertSealedPart: (part: SealedPartRecord): Write => insert(parts, part),
    /** The parts under these keys, in order of their ids. */
    sealedPartsOf: async (keys: readonly string[]): Promise<SealedPartRecord[]> => {
      const found = await readInPieces<SealedPartRecord>(keys, (some) =>
        parts
          .find({ key: { $in: some } })
          .session(session)
          .lean(),
      );
      return found.toSorted((a, b) => (a._id < b._id ? -1 : 1));
    },
    sealedPartsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      parts.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<SealedPartRecord[]>(),
    paymentsOfDay: (storeId: string, businessDay: string) =>
      payments
        .find({ businessDay, storeId }, { number: 1 })
        .session(session)
        .lean<Pick<PaymentRecord, '_id' | 'number'>[]>(),
    zReportsOfDay: (storeId: string, businessDay: string) =>
      reports.find({ businessDay, storeId }).session(session).lean<ZReportRecord[]>(),
    /** STIs of a day of these stores that meet a condition, newest first. */
    stisWhere: (where: object, storeIds: readonly string[], businessDay: string, most: number) =>
      stis
        .find({ ...where, storeId: { $in: storeIds }, businessDay })
        .sort({ _id: -1 })
        .limit(most)
        .session(session)
        .lean<StiRecord[]>(),

    insertDeliveryDay: (day: DeliveryDayRecord): Write => insert(deliveryDays, day),
    /** What closed days from one to another sold of a delivery, oldest first. */
    deliveryDays: (deliveryId: string, from: string, to: string) =>
      deliveryDays
        .find(deliveryRange(deliveryId, from, to))
        .sort({ key: 1 })
        .session(session)
        .lean<DeliveryDayRecord[]>(),
    /** The closed days from one to another that sold of a delivery, oldest first. */
    daysOfDelivery: async (deliveryId: string, from: string, to: string): Promise<string[]> => {
      const days = await deliveryDays
        .find(deliveryRange(deliveryId, from, to), { businessDay: 1 })
        .sort({ key: 1 })
        .session(session)
        .lean<Pick<DeliveryDayRecord, 'businessDay'>[]>();
      return days.map((one) => one.businessDay);
    },
    deliveryDaysAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      deliveryDays
        .find(idRange(after, upTo))
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<DeliveryDayRecord[]>(),
    /** What STIs of stores sold of a delivery on these days, or brought back to it, in no order. */
    stisOfDelivery: (deliveryId: string, storeIds: readonly string[], days: readonly string[]) =>
      ofDelivery(session)<SoldSti>({ deliveryId, storeIds, days }, SOLD_FIELDS),
    /** Where STIs of stores that have a line of a delivery on these days stand, in no order. */
    stiPlacesOfDelivery: (deliveryId: string, storeIds: readonly string[], days: readonly string[]) =>
      ofDelivery(session)<StiPlace>({ deliveryId, storeIds, days }, PLACE_FIELDS),
    /** STIs by their ids, in no order. */
    stisOf: (ids: readonly string[]): Promise<StiRecord[]> =>
      readInPieces(ids, (some) =>
        stis
          .find({ _id: { $in: some } }, { deliveryKeys: 0 })
          .session(session)
          .lean(),
      ),

    /** Keeps what is known of a delivery, once. */
    noteDelivery: ({ _id, ...fields }: DeliveryRecord): Write =>
      update(deliveries, { _id }, { $setOnInsert: fields }, { upsert: true }),
    deliveriesOf: (ids: readonly string[]): Promise<DeliveryRecord[]> =>
      readInPieces(ids, (some) =>
        deliveries
          .find({ _id: { $in: some } })
          .session(session)
          .lean(),
      ),
  });
}
