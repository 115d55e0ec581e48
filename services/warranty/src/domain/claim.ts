import { businessDayOf, warrantyErrors, type ErrorDetails, type CommandContext } from '@comptoir/contracts';
import { guaranteeUnknown } from './guarantee.js';
import type { ClaimRecord, CloseClaim, GuaranteeLine, GuaranteeRecord, OpenClaim } from './records.js';
import { claimedUnits } from './voiding.js';

/** What opening a claim is decided on. */
export interface OpenClaimState {
  readonly guarantee: GuaranteeRecord | null;
  readonly openClaims: readonly ClaimRecord[];
  /** What is stored under the claim's own id. */
  readonly own: ClaimRecord | null;
}

/**
 * Opens a claim on units that are covered today: the last day of the warranty counts, in the store's time zone. Refuses `guarantee.unknown`,
 * `claim.exists`, and `claim.not-covered` for a void guarantee, a line it does not cover, an expired warranty, or more
 * units than are active and not claimed already.
 */
export function decideOpenClaim(
  state: OpenClaimState,
  input: OpenClaim,
  { now, actor }: CommandContext,
): { readonly claim: ClaimRecord; readonly guarantee: GuaranteeRecord } {
  const { claimId, guaranteeId, saleLineId, quantity, complaint } = input;
  const { guarantee } = state;
  if (!guarantee) throw guaranteeUnknown(guaranteeId);
  if (state.own) throw warrantyErrors.claimExists('There is a claim with this id already.', { claimId });
  requireCovered(
    guarantee,
    coveredLine(guarantee, saleLineId),
    state.openClaims,
    quantity,
    businessDayOf(now, guarantee.timeZone),
  );
  return {
    claim: {
      _id: claimId,
      guaranteeId,
      saleLineId,
      quantity,
      complaint,
      state: 'open',
      openedAt: now,
      openedBy: actor.id,
      storeId: guarantee.storeId,
      openedKey: momentKey(guarantee.storeId, now),
    },
    guarantee: { ...guarantee, version: guarantee.version + 1 },
  };
}

/** Orders the claims of a store by a moment. */
function momentKey(storeId: string, moment: string): string {
  return `${storeId}/${moment}`;
}

const notCovered = (message: string, details: ErrorDetails) => warrantyErrors.claimNotCovered(message, details);

function coveredLine({ _id, state, lines }: GuaranteeRecord, saleLineId: string): GuaranteeLine {
  if (state === 'void')
    throw notCovered('This guarantee is void: all its items were brought back.', { guaranteeId: _id, reason: 'void' });
  const line = lines.find((one) => one.saleLineId === saleLineId);
  if (!line)
    throw notCovered('This item is not under this guarantee.', { guaranteeId: _id, saleLineId, reason: 'line' });
  return line;
}

function requireCovered(
  { _id }: GuaranteeRecord,
  line: GuaranteeLine,
  openClaims: readonly ClaimRecord[],
  asked: number,
  today: string,
): void {
  const { saleLineId, name, expiresOn } = line;
  if (today > expiresOn)
    throw notCovered(`${name}: its warranty ended on ${expiresOn}.`, {
      guaranteeId: _id,
      saleLineId,
      reason: 'expired',
      expiresOn,
      today,
    });
  const [active, claimed] = [line.quantity - line.voidedQty, claimedUnits(saleLineId, openClaims)];
  if (asked <= active - claimed) return;
  throw notCovered(
    `${name}: ${active} under guarantee and ${claimed} claimed already, so ${asked} cannot be claimed.`,
    { guaranteeId: _id, saleLineId, reason: 'units', active, claimed, asked },
  );
}

/** Settles a claim; refuses `claim.unknown`, also for a claim on another guarantee, and `claim.closed`. */
export function decideCloseClaim(
  claim: ClaimRecord | null,
  { claimId, guaranteeId, resolution }: CloseClaim,
  { now, actor }: CommandContext,
): ClaimRecord {
  if (!claim || claim.guaranteeId !== guaranteeId)
    throw warrantyErrors.claimUnknown('There is no such claim on this guarantee.', { claimId, guaranteeId });
  if (claim.state === 'closed')
    throw warrantyErrors.claimClosed('This claim is closed already.', { claimId, closedAt: claim.closedAt });
  return {
    ...claim,
    state: 'closed',
    resolution,
    closedAt: now,
    closedBy: actor.id,
    closedKey: momentKey(claim.storeId, now),
  };
}
