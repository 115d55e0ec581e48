import {
  businessDayOf,
  kernelErrors,
  refundAfterDebt,
  salesErrors,
  sum,
  totalsOf,
  type CorrectionView,
  type ParsedInputOf,
  type sales,
  type CommandContext,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { requireReturnAllowed } from './limits.js';
import { requireSaga } from './order.js';
import { balanceIn } from './payment.js';
import { refundableOf, refundToOf } from './refund.js';
import type { Balance, BusinessDayRecord, CorrectionRecord, SaleStatus, SaleRecord } from './records.js';
import { remainingLines, allocateReturn, type ReturnRequestLine } from './returns.js';
import { saleUnknown } from './sale.js';

type Begin = Omit<ParsedInputOf<typeof sales.beginCorrection>, 'reasonId'> & { readonly reason: string };

/** What a correction looks at before it locks the sale. `corrections` are all of this sale that were not abandoned. */
export interface BeginCorrectionState {
  readonly sale: SaleRecord | null;
  readonly progress: SaleStatus | null;
  readonly corrections: readonly CorrectionRecord[];
  /** What is stored under this correction's own id: a tombstone, or an earlier begin. */
  readonly own: { readonly state: CorrectionView['state'] } | null;
  readonly day: BusinessDayRecord | null;
  /** What the customer owes; none of a walk-in, who pays in full. */
  readonly balances: readonly Balance[];
}

/** Locks a final sale and decides what comes back, what it cost and what is paid out. */
export function decideBeginCorrection(
  state: BeginCorrectionState,
  input: Begin,
  moment: CommandContext,
): { correction: CorrectionRecord; progress: SaleStatus } {
  const sagaId = requireSaga(moment);
  const { sale, progress } = state;
  if (!sale || !progress) throw saleUnknown(input.saleId);
  if (state.own) {
    throw salesErrors.correctionState('This cancellation or return was given up, or begun, before.', {
      correctionId: input.correctionId,
      state: state.own.state,
    });
  }
  requireFinal(progress, input.revision);
  const asked = requestedLines(sale, progress, input);
  const begunDay = businessDayOf(moment.now, sale.store.timeZone);
  requireOpen(state.day, sale.storeId, begunDay);
  const lines = allocateReturn(
    sale.lines,
    progress.returned,
    state.corrections.flatMap((one) => one.lines),
    asked,
  );
  const totals = totalsOf(lines);
  const refundTo = refundToOf(sale, input.refundTo);
  const refundableMinor = refundableOf(sale, state.corrections, totals.grossMinor, refundTo);
  requireReturnAllowed(input.limits, {
    currency: sale.currency,
    grossMinor: sum([...state.corrections, totals].map((one) => one.grossMinor)),
    soldOn: sale.businessDay,
    today: begunDay,
    paidBy: sale.payment?.method,
    paidOutInCash: refundTo === 'cash' && refundableMinor > 0,
  });
  const correction: CorrectionRecord = {
    _id: input.correctionId,
    saleId: sale._id,
    orderId: sale.orderId,
    storeId: sale.storeId,
    customerId: sale.customer.customerId,
    kind: input.lines ? input.kind : 'cancellation',
    state: 'begun',
    reason: input.reason,
    refundTo,
    currency: sale.currency,
    lines,
    ...totals,
    costMinor: sum(lines.map((line) => line.costMinor)),
    refundMinor: refundAfterDebt(refundableMinor, totals.grossMinor, balanceIn(state.balances, sale.currency)),
    refundableMinor,
    begunAt: moment.now,
    begunBy: moment.actor,
    begunDay,
    sagaId,
  };
  return { correction, progress: { ...progress, state: 'correcting', correctionId: correction._id } };
}

function requireFinal(progress: SaleStatus, revision: number): void {
  if (progress.state !== 'final') {
    throw salesErrors.saleState(`This sale is ${IN_WORDS[progress.state]}.`, {
      saleId: progress._id,
      state: progress.state,
      revision: progress.revision,
    });
  }
  if (progress.revision !== revision) {
    throw salesErrors.saleChanged('This sale was corrected by somebody else in between: read it again.', {
      saleId: progress._id,
      revision: progress.revision,
      asked: revision,
    });
  }
}

const IN_WORDS: Readonly<Record<SaleStatus['state'], string>> = {
  posting: 'not finished yet',
  final: 'final',
  correcting: 'being corrected just now',
  cancelled: 'cancelled, nothing is left of it',
};

/** No lines: all that is left. A cancellation with lines names all that is left, or it would be a return. */
function requestedLines(sale: SaleRecord, progress: SaleStatus, input: Begin): readonly ReturnRequestLine[] {
  const left = remainingLines(sale.lines, progress.returned);
  if (left.length === 0)
    throw salesErrors.saleState('Nothing is left of this sale to bring back.', {
      saleId: sale._id,
      state: progress.state,
    });
  if (!input.lines) return left;
  const units = (lines: readonly ReturnRequestLine[]): number => sum(lines.map((line) => line.quantity));
  if (input.kind === 'cancellation' && units(input.lines) < units(left)) {
    throw kernelErrors.messageInvalid(
      'A cancellation brings back all that is left; for a part of it ask for a return.',
      { issues: [{ field: 'lines', fault: `${units(left)} units are left, ${units(input.lines)} are named` }] },
    );
  }
  return input.lines;
}

/** What an undo finds. */
export interface AbandonState {
  readonly progress: SaleStatus | null;
  readonly correction: Pick<CorrectionRecord, 'state' | '_id'> | null;
}

/** What an undo does: the correction given up or its tombstone set; the sale unlocked under a new revision. */
export interface Abandoned {
  readonly correction: 'abandon' | 'tombstone' | 'nothing';
  /** Absent: the sale stays as it is. */
  readonly progress?: SaleStatus;
}

/**
 * Undo of beginCorrection, if present. Begun: given up, the sale unlocked under a new revision. Never begun: a tombstone,
 * so that the late begin is refused; the sale stays as it is. Past the pivot: refused.
 */
export function decideAbandonCorrection({ progress, correction }: AbandonState): Abandoned {
  if (!correction) return { correction: 'tombstone' };
  if (correction.state === 'abandoned') return { correction: 'nothing' };
  if (correction.state !== 'begun') {
    throw salesErrors.correctionState('This cancellation or return is done and cannot be given up.', {
      correctionId: correction._id,
      state: correction.state,
    });
  }
  return { correction: 'abandon', ...(progress ? { progress: unlocked(progress, 'final') } : {}) };
}

/** The sale without its lock, at the next revision. */
export function unlocked(progress: SaleStatus, state: 'final' | 'cancelled'): SaleStatus {
  const { correctionId: _correctionId, ...kept } = progress;
  return { ...kept, state, revision: progress.revision + 1 };
}

/** The correction as others see it. */
export function correctionView(record: CorrectionRecord): CorrectionView {
  const { _id, lines, begunDay: _begunDay, refundableMinor: _refundableMinor, ...fields } = record;
  return { correctionId: _id, ...fields, lines: [...lines] };
}
