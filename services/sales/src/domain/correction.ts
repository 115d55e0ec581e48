import {
  businessDayOf,
  kernelErrors,
  salesErrors,
  settleRefund,
  sum,
  totalsOf,
  type CorrectionView,
  type OpenItem,
  type PaidBy,
  type Refund,
  type ParsedInputOf,
  type RefundTo,
  type sales,
  type CommandContext,
  type StoreView,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { requireReturnAllowed } from './limits.js';
import { moved } from './order-moves.js';
import { requireOrder, requireSaga } from './order.js';
import { cashForOtherMeans, paidOfSale } from './refund.js';
import { requireMayTakeBack, requireSettledElsewhere } from './other-store.js';
import type {
  BusinessDayRecord,
  CorrectionRecord,
  OrderRecord,
  PaymentRecord,
  SaleRecord,
  SaleStatus,
} from './records.js';
import { requireSessionForCash, throughOf, type SessionFor } from './through-till.js';
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
  readonly session: SessionFor | null;
  readonly account: AccountState;
  /** The order of the sale. */
  readonly order: OrderRecord | null;
}

/** What decides where the refund of a sale goes. */
export interface AccountState {
  /** Sales of the customer of which something is owed, the oldest first; none of a walk-in, who pays in full. */
  readonly items: readonly OpenItem[];
  /** Payments and refunds of the sale, in order of time. */
  readonly payments: readonly PaymentRecord[];
}

/** What becomes of a gross that comes back of a sale to a store, minor units, and how the sale was paid. */
export function refundOf(
  sale: SaleRecord,
  grossMinor: number,
  refundTo: RefundTo,
  { items, payments }: AccountState,
  store: StoreView = sale.store,
): { refund: Refund; paidBy: PaidBy[] } {
  const paidBy = paidOfSale(sale._id, payments);
  const refund = settleRefund(
    {
      grossMinor,
      ownOpenMinor: items.find((item) => item.saleId === sale._id)?.openMinor ?? 0,
      others: items.filter((item) => item.saleId !== sale._id),
      refundTo,
      paidBy,
      isWalkIn: sale.customer.kind === 'walkIn',
    },
    store,
  );
  if (store.storeId !== sale.storeId) requireSettledElsewhere(sale, refund);
  return { refund, paidBy };
}

/** Locks a final sale and decides what comes back, what it cost and what is paid out. */
export function decideBeginCorrection(
  state: BeginCorrectionState,
  input: Begin,
  moment: CommandContext,
): { correction: CorrectionRecord; progress: SaleStatus; order?: OrderRecord } {
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
  const takenBackIn = requireMayTakeBack(sale, input);
  const store = takenBackIn ?? sale.store;
  const begunDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, begunDay);
  const lines = allocateReturn(
    sale.lines,
    progress.returned,
    state.corrections.flatMap((one) => one.lines),
    asked,
  );
  const totals = totalsOf(lines);
  const { refund, paidBy } = refundOf(sale, totals.grossMinor, input.refundTo, state.account, store);
  requireReturnAllowed(input.limits, {
    currency: sale.currency,
    grossMinor: sum([...state.corrections, totals].map((one) => one.grossMinor)),
    soldOn: sale.businessDay,
    today: begunDay,
    paidBy: paidBy.map((one) => one.method),
    cashForOtherMeansMinor: cashForOtherMeans(refund.refunds, paidBy),
  });
  requireSessionForCash(refund.refunds, input.tillSessionId);
  const through = throughOf(state.session, input.tillSessionId, store.storeId);
  const correction: CorrectionRecord = {
    _id: input.correctionId,
    saleId: sale._id,
    orderId: sale.orderId,
    storeId: store.storeId,
    ...(takenBackIn ? { soldIn: sale.storeId, takenBackIn } : {}),
    customerId: sale.customer.customerId,
    kind: input.lines ? input.kind : 'cancellation',
    state: 'begun',
    reason: input.reason,
    refundTo: input.refundTo,
    currency: sale.currency,
    lines,
    ...totals,
    costMinor: sum(lines.map((line) => line.costMinor)),
    settled: refund.settled,
    refundMinor: refund.refundMinor,
    refunds: refund.refunds,
    creditMinor: refund.creditMinor,
    ...(through ? { through } : {}),
    begunAt: moment.now,
    begunBy: moment.actor,
    begunDay,
    sagaId,
  };
  return {
    correction,
    progress: { ...progress, state: 'correcting', correctionId: correction._id },
    ...(correction.kind === 'cancellation' ? { order: lockedOrder(state.order, correction, moment) } : {}),
  };
}

/** The order of a sale that is being cancelled: locked, with the state it had. A return leaves the order as it is until it is done. */
function lockedOrder(
  found: OrderRecord | null,
  { _id, orderId }: CorrectionRecord,
  moment: CommandContext,
): OrderRecord {
  const order = requireOrder(found, orderId);
  const cancelling = { correctionId: _id, from: order.state };
  return { ...order, ...moved(order, 'beginCancellation', moment), cancelling };
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
  readonly order: OrderRecord | null;
}

/** What an undo does: the correction given up or its tombstone set; the sale unlocked under a new revision. */
export interface Abandoned {
  readonly correction: 'abandon' | 'tombstone' | 'nothing';
  /** Absent: the sale stays as it is. */
  readonly progress?: SaleStatus;
  /** Absent: the order was not locked by it. */
  readonly order?: OrderRecord;
}

/**
 * Undo of beginCorrection, if present. Begun: given up, the sale unlocked under a new revision. Never begun: a tombstone,
 * so that the late begin is refused; the sale stays as it is. Past the pivot: refused.
 */
export function decideAbandonCorrection(
  { progress, correction, order }: AbandonState,
  moment: CommandContext,
): Abandoned {
  if (!correction) return { correction: 'tombstone' };
  if (correction.state === 'abandoned') return { correction: 'nothing' };
  if (correction.state !== 'begun') {
    throw salesErrors.correctionState('This cancellation or return is done and cannot be given up.', {
      correctionId: correction._id,
      state: correction.state,
    });
  }
  return {
    correction: 'abandon',
    ...(progress ? { progress: unlocked(progress, 'final') } : {}),
    ...(order?.cancelling?.correctionId === correction._id ? { order: unlockedOrder(order, moment) } : {}),
  };
}

/** The order whose cancellation was undone, in the state that it had. */
function unlockedOrder({ cancelling, ...order }: OrderRecord, moment: CommandContext): OrderRecord {
  return { ...order, ...moved(order, 'abandonCancellation', moment, { lockedFrom: cancelling?.from }) };
}

/** The sale without its lock, at the next revision. */
export function unlocked(progress: SaleStatus, state: 'final' | 'cancelled'): SaleStatus {
  const { correctionId: _correctionId, ...kept } = progress;
  return { ...kept, state, revision: progress.revision + 1 };
}

/** The correction as others see it: it belongs to its sale, so the store that sold reads it too. */
export function correctionView(record: CorrectionRecord): CorrectionView {
  const { _id, lines, begunDay: _begunDay, soldIn, storeId, ...fields } = record;
  return { correctionId: _id, ...fields, storeId: soldIn ?? storeId, lines: [...lines] };
}
