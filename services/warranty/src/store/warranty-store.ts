import { handlersFor, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type { ClaimRecord, CorrectionRecord, GuaranteeRecord } from '../domain/records.js';
import { claimSchema, correctionSchema, guaranteeSchema } from './warranty.schema.js';

/** What a list of guarantees asks for. */
export interface Wanted {
  readonly storeId?: string;
  readonly saleId?: string;
  readonly customerId?: string;
}

const PAST_ALL = '~';
/** How many keys one `$in` carries: the stand-in's cost grows with their square. */
const KEYS_A_QUERY = 50;

/** Filter and order of a list by the narrowest key it names; each key holds the guarantee's id, so all lists run newest first. */
function listOf(
  { saleId, customerId, storeId }: Wanted,
  cursor: string | undefined,
): { filter: object; sort: Record<string, -1> } {
  const range = (owner: string): object => ({ $gt: `${owner}/`, $lt: `${owner}/${cursor ?? PAST_ALL}` });
  const older = cursor === undefined ? {} : { _id: { $lt: cursor } };
  const owners = { ...(storeId ? { storeId } : {}), ...(customerId ? { customerId } : {}) };
  if (saleId) return { filter: { saleId, ...older, ...owners }, sort: { _id: -1 } };
  if (customerId) return { filter: { customerKey: range(customerId), ...owners }, sort: { customerKey: -1 } };
  if (storeId) return { filter: { storeKey: range(storeId) }, sort: { storeKey: -1 } };
  return { filter: older, sort: { _id: -1 } };
}

/** The warranty desk's records: guarantees, claims, and what each correction voided. */
export function warrantyStore(connection: Connection) {
  const guarantees = modelOf(connection, 'guarantees', guaranteeSchema);
  const claims = modelOf(connection, 'claims', claimSchema);
  const corrections = modelOf(connection, 'corrections', correctionSchema);
  return (session: ClientSession | null) => ({
    guarantee: (id: string) => guarantees.findById(id).session(session).lean<GuaranteeRecord | null>(),
    guaranteeOfSale: (saleId: string) => guarantees.findOne({ saleId }).session(session).lean<GuaranteeRecord | null>(),
    guarantees: (wanted: Wanted, cursor: string | undefined, limit: number) => {
      const { filter, sort } = listOf(wanted, cursor);
      return guarantees.find(filter).sort(sort).limit(limit).session(session).lean<GuaranteeRecord[]>();
    },
    guaranteesAfter: (cursor: string | undefined, limit: number) =>
      guarantees
        .find(cursor === undefined ? {} : { _id: { $gt: cursor } })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<GuaranteeRecord[]>(),
    claim: (id: string) => claims.findById(id).session(session).lean<ClaimRecord | null>(),
    /** Claims on these guarantees, oldest first. */
    claimsOf: async (guaranteeIds: readonly string[]): Promise<ClaimRecord[]> => {
      const found: ClaimRecord[] = [];
      for (let from = 0; from < guaranteeIds.length; from += KEYS_A_QUERY) {
        const some = guaranteeIds.slice(from, from + KEYS_A_QUERY);
        found.push(
          ...(await claims
            .find({ guaranteeId: { $in: some } })
            .session(session)
            .lean<ClaimRecord[]>()),
        );
      }
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
    closeClaim: ({ _id, state, resolution, closedAt, closedBy }: ClaimRecord): Write =>
      update(claims, { _id, state: 'open' }, { $set: { state, resolution, closedAt, closedBy } }),
    insertCorrection: (correction: CorrectionRecord): Write => insert(corrections, correction),
    /** Marks a correction's void as undone, if it still stands. */
    reinstateCorrection: ({ _id, state, at, by }: CorrectionRecord): Write =>
      update(corrections, { _id, state: 'voided' }, { $set: { state, at, by } }),
  });
}

/** The store, within one session or none. */
export type WarrantyStore = ReturnType<ReturnType<typeof warrantyStore>>;

/** Makers of this room's handlers. */
export const on = handlersFor<WarrantyStore>();
