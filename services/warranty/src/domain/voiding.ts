import { kernelErrors, sum, warrantyErrors, type CommandContext } from '@comptoir/contracts';
import { withVoided } from './guarantee.js';
import type {
  ClaimRecord,
  CorrectionRecord,
  GuaranteeLine,
  GuaranteeRecord,
  ReinstateGuarantees,
  VoidGuarantees,
} from './records.js';

/** What a void looks at. */
export interface VoidState {
  readonly correction: CorrectionRecord | null;
  readonly guarantee: GuaranteeRecord | null;
  readonly openClaims: readonly ClaimRecord[];
}

/** What is to be written; absent parts stay as they are. */
export interface Voiding {
  readonly correction?: CorrectionRecord;
  readonly guarantee?: GuaranteeRecord;
}

/**
 * Takes a correction's units out of the sale's guarantee; lines without warranty are passed over, units asked for one line
 * add up. A correction is done once: asked again it answers what it voided. Refuses `correction.abandoned` after the undo,
 * `guarantee.claim-open` where an open claim covers units that would be gone, `guarantee.over-voided` past what is left.
 */
export function decideVoidGuarantees(
  state: VoidState,
  input: VoidGuarantees,
  { now, actor }: CommandContext,
): Voiding & { readonly voided: CorrectionRecord['voided'] } {
  const { correction, guarantee } = state;
  const { correctionId, saleId } = input;
  if (correction) {
    requireSameSale(correction, saleId);
    if (correction.state === 'voided') return { voided: correction.voided };
    throw warrantyErrors.correctionAbandoned('This cancellation or return was given up before.', {
      correctionId,
      saleId,
    });
  }
  const asked = unitsByLine(input.lines);
  const covered = guarantee?.lines.filter((line) => asked.has(line.saleLineId)) ?? [];
  for (const line of covered) requireFree(line, asked.get(line.saleLineId) ?? 0, state.openClaims);
  const voided = covered.map(({ saleLineId }) => ({
    guaranteeId: guarantee?._id ?? '',
    saleLineId,
    quantity: asked.get(saleLineId) ?? 0,
  }));
  return {
    voided,
    correction: { _id: correctionId, saleId, state: 'voided', voided, at: now, by: actor.id },
    ...(guarantee && voided.length > 0 ? { guarantee: withVoided(guarantee, unitsByLine(voided)) } : {}),
  };
}

/** Undo of a void, if present: adds back exactly what it took. Nothing voided yet: a tombstone, so that the late void is refused. */
export function decideReinstateGuarantees(
  state: Pick<VoidState, 'correction' | 'guarantee'>,
  { correctionId, saleId }: ReinstateGuarantees,
  { now, actor }: CommandContext,
): Voiding & { readonly reinstated: boolean } {
  const { correction, guarantee } = state;
  if (!correction)
    return {
      reinstated: false,
      correction: { _id: correctionId, saleId, state: 'reinstated', voided: [], at: now, by: actor.id },
    };
  requireSameSale(correction, saleId);
  if (correction.state === 'reinstated') return { reinstated: false };
  const undone: CorrectionRecord = { ...correction, state: 'reinstated', at: now, by: actor.id };
  if (correction.voided.length === 0) return { reinstated: true, correction: undone };
  if (!guarantee) throw new Error(`correction ${correctionId} voided units of a guarantee that is gone`);
  const back = new Map([...unitsByLine(correction.voided)].map(([saleLineId, quantity]) => [saleLineId, -quantity]));
  return { reinstated: true, correction: undone, guarantee: withVoided(guarantee, back) };
}

function requireSameSale(correction: CorrectionRecord, saleId: string): void {
  if (correction.saleId === saleId) return;
  const issues = [{ field: 'saleId', fault: 'is not the sale of this correction' }];
  throw kernelErrors.messageInvalid('This correction belongs to another sale.', {
    issues,
    correctionId: correction._id,
  });
}

/** Units by line; those of a line named twice add up. */
function unitsByLine(
  lines: readonly { readonly saleLineId: string; readonly quantity: number }[],
): Map<string, number> {
  const units = new Map<string, number>();
  for (const { saleLineId, quantity } of lines) units.set(saleLineId, (units.get(saleLineId) ?? 0) + quantity);
  return units;
}

/** Units of a line under open claims. */
export function claimedUnits(saleLineId: string, openClaims: readonly ClaimRecord[]): number {
  return sum(openClaims.filter((claim) => claim.saleLineId === saleLineId).map((claim) => claim.quantity));
}

function requireFree(line: GuaranteeLine, asked: number, openClaims: readonly ClaimRecord[]): void {
  const { saleLineId, name } = line;
  const active = line.quantity - line.voidedQty;
  if (asked > active) {
    throw warrantyErrors.overVoided(`${name}: ${active} left under guarantee, so ${asked} cannot be taken out.`, {
      saleLineId,
      active,
      asked,
    });
  }
  const claimed = claimedUnits(saleLineId, openClaims);
  if (claimed > active - asked) {
    const claimIds = openClaims.filter((claim) => claim.saleLineId === saleLineId).map((claim) => claim._id);
    throw warrantyErrors.claimOpen(`${name}: a warranty claim is open on ${claimed} of ${active}. Close it first.`, {
      saleLineId,
      active,
      asked,
      claimed,
      claimIds,
    });
  }
}
