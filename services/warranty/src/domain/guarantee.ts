import {
  requireDistinctLines,
  warrantyErrors,
  type ClaimView,
  type DataOf,
  type GuaranteeView,
  type DomainError,
  type warrantyEvents,
  type CommandContext,
} from '@comptoir/contracts';
import { expiresOn } from './expiry.js';
import type { ClaimRecord, GuaranteeLine, GuaranteeRecord, IssueGuarantee } from './records.js';

/** Issues the guarantee of an invoice from its frozen terms; refuses a sale that has one (`guarantee.exists`) and a line named twice. */
export function decideIssueGuarantee(
  existing: GuaranteeRecord | null,
  input: IssueGuarantee,
  { now, actor }: CommandContext,
): GuaranteeRecord {
  const { guaranteeId, saleId, invoiceId, storeId, customerId, timeZone, startsOn } = input;
  if (existing)
    throw warrantyErrors.guaranteeExists('This sale has its guarantee already.', {
      saleId,
      guaranteeId: existing._id,
    });
  requireDistinctLines(input.lines, 'guarantee');
  const lines = input.lines.map((line): GuaranteeLine => ({
    ...line,
    voidedQty: 0,
    startsOn,
    expiresOn: expiresOn(startsOn, line.warrantyMonths),
  }));
  return {
    _id: guaranteeId,
    saleId,
    invoiceId,
    storeId,
    customerId,
    timeZone,
    state: 'active',
    lines,
    version: 1,
    issuedAt: now,
    issuedBy: actor.id,
    storeKey: `${storeId}/${guaranteeId}`,
    customerKey: `${customerId}/${guaranteeId}`,
  };
}

/** The guarantee with these units by line taken out (below zero: put back); void once every unit of every line is out. */
export function withVoided(guarantee: GuaranteeRecord, byLine: ReadonlyMap<string, number>): GuaranteeRecord {
  const lines = guarantee.lines.map((line) => ({
    ...line,
    voidedQty: line.voidedQty + (byLine.get(line.saleLineId) ?? 0),
  }));
  const state = lines.every((line) => line.voidedQty === line.quantity) ? 'void' : 'active';
  return { ...guarantee, lines, state, version: guarantee.version + 1 };
}

/** The refusal for a guarantee nobody issued. */
export function guaranteeUnknown(guaranteeId: string): DomainError {
  return warrantyErrors.guaranteeUnknown('There is no such guarantee.', { guaranteeId });
}

/** The guarantee as others see it. */
export function guaranteeView(record: GuaranteeRecord, claims: readonly ClaimRecord[]): GuaranteeView {
  const {
    _id,
    version: _version,
    issuedBy: _issuedBy,
    storeKey: _storeKey,
    customerKey: _customerKey,
    ...fields
  } = record;
  return { guaranteeId: _id, ...fields, claims: claims.map(claimView) };
}

/** The claim as others see it. */
export function claimView(record: ClaimRecord): ClaimView {
  const { _id, guaranteeId, saleLineId, quantity, complaint, state, resolution, openedAt, closedAt } = record;
  return { claimId: _id, guaranteeId, saleLineId, quantity, complaint, state, resolution, openedAt, closedAt };
}

/** What is broadcast of a guarantee. */
export function changedEvent({
  _id,
  saleId,
  storeId,
  state,
  version,
}: GuaranteeRecord): DataOf<typeof warrantyEvents.guaranteeChanged> {
  return { guaranteeId: _id, saleId, storeId, state, version };
}
