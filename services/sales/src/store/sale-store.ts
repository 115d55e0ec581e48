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
  CorrectionRecord,
  CorrectionTombstone,
  SagaOutcomeRecord,
  SaleRecord,
  SaleStatus,
  TextRecord,
} from '../domain/records.js';
import { updateFrom, olderThan } from './update-from.js';
import { correctionSchema, sagaOutcomeSchema, textSchema, saleStatusSchema, saleSchema } from './sales.schema.js';

const COUNTING = ['begun', 'posted', 'final'];

/** What the audit reads of a sale. */
const AUDITED = {
  orderId: 1,
  stiId: 1,
  storeId: 1,
  customer: 1,
  holdId: 1,
  currency: 1,
  sagaId: 1,
  soldAt: 1,
  businessDay: 1,
  taxed: 1,
  approval: 1,
  pricesIncludeTax: 1,
  discount: 1,
  discountMinor: 1,
  discountNetMinor: 1,
  lines: 1,
  netMinor: 1,
  taxMinor: 1,
  grossMinor: 1,
  costMinor: 1,
} as const;

/** A sale as the audit reads it. */
export type AuditedSale = Pick<SaleRecord, '_id' | keyof typeof AUDITED>;

const idsOf = async (rows: PromiseLike<unknown>): Promise<string[]> =>
  ((await rows) as { _id: string }[]).map((row) => row._id);

/** Sales (written once), where they stand, and their corrections. */
export function saleStore(connection: Connection) {
  const sales = modelOf(connection, 'sales', saleSchema);
  const progress = modelOf(connection, 'saleProgress', saleStatusSchema);
  const corrections = modelOf(connection, 'corrections', correctionSchema);
  const outcomes = modelOf(connection, 'sagaOutcomes', sagaOutcomeSchema);
  const texts = modelOf(connection, 'texts', textSchema);
  return (session: ClientSession | null) => ({
    sale: (id: string) => sales.findById(id).session(session).lean<SaleRecord | null>(),
    sales: (filter: object, cursor: string | undefined, limit: number) =>
      sales
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<SaleRecord[]>(),
    salesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      sales.find(idRange(after, upTo), AUDITED).sort({ _id: 1 }).limit(limit).session(session).lean<AuditedSale[]>(),
    insertSale: (sale: SaleRecord): Write => insert(sales, sale),

    progress: (saleId: string) => progress.findById(saleId).session(session).lean<SaleStatus | null>(),
    saleStatusOf: (saleIds: readonly string[]): Promise<SaleStatus[]> =>
      readInPieces(saleIds, (some) =>
        progress
          .find({ _id: { $in: some } })
          .session(session)
          .lean(),
      ),
    /** Ids of the sales of a day that are in a state. */
    saleIdsInState: (where: Pick<SaleStatus, 'businessDay' | 'state'> & { storeId?: string }): Promise<string[]> =>
      idsOf(progress.find(where, { _id: 1 }).session(session).lean()),
    /** Ids of sales with a document number in a range, up to `most`. */
    saleIdsNumbered: (
      range: { $gte: string; $lt: string },
      where: Partial<Pick<SaleStatus, 'storeId' | 'state'>>,
      most: number,
    ): Promise<string[]> =>
      idsOf(
        progress
          .find({ invoiceNumber: range, ...where }, { _id: 1 })
          .limit(most)
          .session(session)
          .lean(),
      ),
    insertSaleStatus: (record: SaleStatus): Write => insert(progress, record),
    /** Saves where the sale stands, if it still stands where it was read. */
    saveProgress: (before: SaleStatus, after: SaleStatus): Write =>
      update(progress, { _id: before._id, state: before.state, revision: before.revision }, updateFrom(before, after)),

    correction: (id: string) => corrections.findById(id).session(session).lean<CorrectionRecord | null>(),
    /** Those that count: not given up. */
    correctionsOf: (saleIds: readonly string[]) =>
      corrections
        .find({ saleId: { $in: saleIds }, state: { $in: COUNTING } })
        .sort({ _id: 1 })
        .session(session)
        .lean<CorrectionRecord[]>(),
    /** The numbers of the credit notes of corrections. */
    correctionNumbers: (ids: readonly string[]): Promise<Pick<CorrectionRecord, '_id' | 'creditNoteNumber'>[]> =>
      readInPieces(ids, (some) =>
        corrections
          .find({ _id: { $in: some } }, { creditNoteNumber: 1 })
          .session(session)
          .lean(),
      ),
    correctionsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      corrections.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<CorrectionRecord[]>(),
    insertCorrection: (correction: CorrectionRecord | CorrectionTombstone): Write => insert(corrections, correction),
    /** Saves the correction, if it still is in the state it was read in. */
    saveCorrection: (before: Pick<CorrectionRecord, '_id' | 'state'>, after: object): Write =>
      update(corrections, { _id: before._id, state: before.state }, updateFrom(before, after)),

    outcome: (sagaId: string) => outcomes.findById(sagaId).session(session).lean<SagaOutcomeRecord | null>(),
    text: (id: string) => texts.findById(id).session(session).lean<TextRecord | null>(),
    insertText: (record: TextRecord): Write => insert(texts, record),
    insertOutcome: (record: SagaOutcomeRecord): Write => insert(outcomes, record),

    /** Ids of what of a store's day is not final: sales, corrections booked on it, corrections begun on it. */
    underWay: async (storeId: string, businessDay: string): Promise<string[]> => {
      const open = progress.find({ storeId, businessDay, state: { $in: ['posting', 'correcting'] } }, { _id: 1 });
      const begun = corrections.find({ storeId, begunDay: businessDay, state: 'begun' }, { _id: 1 });
      const booked = corrections.find({ storeId, businessDay, state: 'posted' }, { _id: 1 });
      const found: string[] = [];
      for (const rows of [open, begun, booked]) found.push(...(await idsOf(rows.limit(20).session(session).lean())));
      return found;
    },
  });
}
