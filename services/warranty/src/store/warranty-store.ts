import {
  handlersFor,
  idRange,
  insert,
  modelOf,
  update,
  type ClientSession,
  type Connection,
  type Write,
  newestFirst,
  readInPieces,
  type ListKey,
} from '@comptoir/kit';
import type { ClaimRecord, CorrectionRecord, GuaranteeRecord } from '../domain/records.js';
import { claimSchema, correctionSchema, guaranteeSchema } from './warranty.schema.js';

/** What a list of guarantees asks for. */
export interface Wanted {
  readonly storeId?: string;
  readonly saleId?: string;
  readonly customerId?: string;
  readonly productId?: string;
}

/** Keys that a list of guarantees can run on, the narrowest first. */
function listKeys({ saleId, productId, customerId, storeId }: Wanted): ListKey[] {
  return [
    { field: 'saleId', owner: saleId, plain: true, condition: 'saleId' },
    { field: 'lines.productId', owner: productId, plain: true, condition: 'lines.productId' },
    { field: 'customerKey', owner: customerId, condition: 'customerId' },
    { field: 'storeKey', owner: storeId, condition: 'storeId' },
  ];
}

/** The conditions of a list that runs on no key of its own. */
function conditionsOf(wanted: Wanted): object {
  const named = listKeys(wanted).filter(({ owner }) => owner !== undefined);
  return Object.fromEntries(named.map(({ condition, owner }) => [condition, owner]));
}

/** The records of warranty: guarantees, claims, and what each correction voided. */
export function warrantyStore(connection: Connection) {
  const guarantees = modelOf(connection, 'guarantees', guaranteeSchema);
  const claims = modelOf(connection, 'claims', claimSchema);
  const corrections = modelOf(connection, 'corrections', correctionSchema);
  return (session: ClientSession | null) => ({
    guarantee: (id: string) => guarantees.findById(id).session(session).lean<GuaranteeRecord | null>(),
    guaranteeOfSale: (saleId: string) => guarantees.findOne({ saleId }).session(session).lean<GuaranteeRecord | null>(),
    guarantees: (wanted: Wanted, cursor: string | undefined, limit: number) => {
      const { filter, sort } = newestFirst(listKeys(wanted), cursor);
      return guarantees.find(filter).sort(sort).limit(limit).session(session).lean<GuaranteeRecord[]>();
    },
    /** Those of these guarantees that are wanted, newest first. */
    guaranteesAmong: (ids: readonly string[], wanted: Wanted, limit: number) =>
      guarantees
        .find({ ...conditionsOf(wanted), _id: { $in: ids } })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<GuaranteeRecord[]>(),
    guaranteeIdsOfSales: async (saleIds: readonly string[]): Promise<string[]> => {
      const rows = await readInPieces<{ _id: string }>(saleIds, (piece) =>
        guarantees
          .find({ saleId: { $in: piece } }, { _id: 1 })
          .session(session)
          .lean(),
      );
      return rows.map((row) => row._id);
    },
    /** Ids of the guarantees with an open claim. */
    guaranteeIdsClaimed: async (): Promise<string[]> => {
      const rows = await claims.find({ state: 'open' }, { guaranteeId: 1 }).session(session).lean<ClaimRecord[]>();
      return [...new Set(rows.map((row) => row.guaranteeId))];
    },
    guaranteesAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      guarantees
        .find(idRange(after, upTo), { saleId: 1, invoiceId: 1, storeId: 1, state: 1, issuedAt: 1, lines: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<GuaranteeRecord[]>(),
    /** How many claims of a store were opened, or closed, after a moment and up to another. */
    countClaims: (
      key: 'openedKey' | 'closedKey',
      { storeId, after, upTo }: { storeId: string; after: string; upTo: string },
    ): Promise<number> =>
      claims
        .countDocuments({ [key]: { $gt: `${storeId}/${after}`, $lte: `${storeId}/${upTo}` } })
        .session(session)
        .exec(),
    claim: (id: string) => claims.findById(id).session(session).lean<ClaimRecord | null>(),
    /** Claims on these guarantees, oldest first. */
    claimsOf: async (guaranteeIds: readonly string[]): Promise<ClaimRecord[]> => {
      const found = await readInPieces<ClaimRecord>(guaranteeIds, (piece) =>
        claims
          .find({ guaranteeId: { $in: piece } })
          .session(session)
          .lean(),
      );
      return found.sort((a, b) => (a._id < b._id ? -1 : 1));
    },
    openClaimsOf: (guaranteeId: string) =>
      claims.find({ guaranteeId, state: 'open' }).session(session).lean<ClaimRecord[]>(),
    correction: (id: string) => corrections.findById(id).session(session).lean<CorrectionRecord | null>(),

    insertGuarantee: (guarantee: GuaranteeRecord): Write => insert(guarantees, guarantee),
    /** Saves a guarantee, if neither it nor its claims changed since it was read. */
    saveGuarantee: ({ _id, version, state, lines }: GuaranteeRecord): Write =>
      update(guarantees, { _id, version: version - 1 }, { $set: { version, state, lines } }),
    insertClaim: (claim: ClaimRecord): Write => insert(claims, claim),
    /** Closes a claim, if it is still open. */
    closeClaim: ({ _id, state, resolution, closedAt, closedBy, closedKey }: ClaimRecord): Write =>
      update(claims, { _id, state: 'open' }, { $set: { state, resolution, closedAt, closedBy, closedKey } }),
    insertCorrection: (correction: CorrectionRecord): Write => insert(corrections, correction),
    /** Marks a correction's void as undone, if it still stands. */
    reinstateCorrection: ({ _id, state, at, by }: CorrectionRecord): Write =>
      update(corrections, { _id, state: 'voided' }, { $set: { state, at, by } }),
  });
}

/** The store, within one session or none. */
export type WarrantyStore = ReturnType<ReturnType<typeof warrantyStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<WarrantyStore>();
