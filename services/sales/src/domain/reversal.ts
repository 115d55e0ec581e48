import {
  businessDayOf,
  refundAfterDebt,
  salesErrors,
  sum,
  type ParsedInputOf,
  type sales,
  type CommandContext,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { unlocked } from './correction.js';
import { omitUndefined } from './omit-undefined.js';
import { correctionEntry } from './journal.js';
import { move } from './order-states.js';
import { requireSaga } from './order.js';
import { returnedByLine } from './returns.js';
import { saleUnknown } from './sale.js';
import { balanceIn } from './payment.js';
import type {
  Balance,
  BusinessDayRecord,
  CorrectionRecord,
  EntryRecord,
  OrderRecord,
  SaleStatus,
  SaleRecord,
  StiRecord,
} from './records.js';

/** What the pivot of a correction looks at. */
export interface ReversalState {
  readonly sale: SaleRecord | null;
  readonly progress: SaleStatus | null;
  readonly correction: CorrectionRecord | null;
  readonly day: BusinessDayRecord | null;
  /** What the customer owes; none of a walk-in, who pays in full. */
  readonly balances: readonly Balance[];
}

/** Everything the pivot of a correction writes. */
export interface PostedReversal {
  readonly correction: CorrectionRecord;
  readonly progress: SaleStatus;
  readonly sti: StiRecord;
  readonly entry: EntryRecord;
  /** The customer whose credit sales and corrections take turns with this one; absent for a walk-in, who never owes. */
  readonly debtorId?: string;
}

/** The pivot of a correction: reversing STI and journal entry, refund or credit, on the business day of now. The debt of this moment counts. */
export function decidePostReversal(
  state: ReversalState,
  moment: CommandContext,
  ids: { readonly stiId: string; readonly entryId: string; readonly correctionId: string },
): PostedReversal {
  const { sale, progress, correction } = state;
  if (!correction || !progress || !sale) throw correctionUnknown(ids.correctionId);
  const holdsLock =
    progress.state === 'correcting' &&
    progress.correctionId === correction._id &&
    correction.sagaId === requireSaga(moment);
  if (correction.state !== 'begun' || !holdsLock) {
    throw salesErrors.correctionState('This cancellation or return is not waiting to be booked.', {
      correctionId: correction._id,
      state: correction.state,
      saleState: progress.state,
    });
  }
  const businessDay = businessDayOf(moment.now, sale.store.timeZone);
  requireOpen(state.day, sale.storeId, businessDay);
  const posted: CorrectionRecord = {
    ...correction,
    state: 'posted',
    stiId: ids.stiId,
    refundMinor: refundAfterDebt(
      correction.refundableMinor,
      correction.grossMinor,
      balanceIn(state.balances, correction.currency),
    ),
    businessDay,
    postedAt: moment.now,
  };
  const returned = returnedByLine([...progress.returned, ...correction.lines]);
  return {
    correction: posted,
    progress: { ...progress, returned: [...returned].map(([saleLineId, quantity]) => ({ saleLineId, quantity })) },
    sti: reversingSti(posted, sale, ids.stiId, businessDay),
    ...(sale.customer.kind === 'walkIn' ? {} : { debtorId: sale.customer.customerId }),
    entry: correctionEntry(posted, businessDay, {
      entryId: ids.entryId,
      postedAt: moment.now,
      postedBy: correction.begunBy.id,
    }),
  };
}

function reversingSti(correction: CorrectionRecord, sale: SaleRecord, stiId: string, businessDay: string): StiRecord {
  const rates = new Map(sale.lines.map((line) => [line.saleLineId, line.taxRateBps]));
  const { saleId, storeId, currency, refundMinor, refundTo } = correction;
  const lines = correction.lines.map((line) => ({
    saleLineId: line.saleLineId,
    productId: line.productId,
    quantity: -line.quantity,
    taxRateBps: rates.get(line.saleLineId) ?? 0,
    netMinor: 0 - line.netMinor,
    taxMinor: 0 - line.taxMinor,
    costMinor: 0 - line.costMinor,
  }));
  return omitUndefined({
    _id: stiId,
    kind: 'reversal' as const,
    saleId,
    correctionId: correction._id,
    storeId,
    currency,
    businessDay,
    netMinor: 0 - correction.netMinor,
    taxMinor: 0 - correction.taxMinor,
    grossMinor: 0 - correction.grossMinor,
    costMinor: 0 - correction.costMinor,
    lines,
    receivedMinor: 0 - refundMinor,
    receivedBy: refundTo === 'account' ? undefined : refundTo,
  });
}

/** What the last step of a correction looks at; `soldUnits` is the number of units of the whole sale. */
export interface FinalizeCorrectionState {
  readonly progress: SaleStatus | null;
  readonly correction: CorrectionRecord | null;
  readonly order: OrderRecord | null;
  readonly soldUnits: number;
}

/** What the last step of a correction writes; nothing when it was done before with the same credit note. */
export interface FinalizedCorrection {
  readonly progress: SaleStatus;
  readonly correction: CorrectionRecord;
  readonly order: OrderRecord;
}

/** The correction is finished: stock and credit note are there. Nothing left of the sale: it and its order are cancelled. */
export function decideFinalizeCorrection(
  state: FinalizeCorrectionState,
  input: ParsedInputOf<typeof sales.finalizeCorrection>,
  moment: CommandContext,
): FinalizedCorrection {
  const { progress, correction, order } = state;
  if (!correction || correction.saleId !== input.saleId) throw correctionUnknown(input.correctionId);
  if (!progress || !order) throw saleUnknown(input.saleId);
  if (correction.state === 'final' && correction.creditNoteId === input.creditNoteId)
    return { progress, correction, order };
  if (correction.state !== 'posted') {
    throw salesErrors.correctionState('This cancellation or return is not waiting to be finished.', {
      correctionId: correction._id,
      state: correction.state,
    });
  }
  const { creditNoteId, creditNoteNumber } = input;
  const finished: CorrectionRecord = { ...correction, state: 'final', creditNoteId, creditNoteNumber };
  const allBack = sum(progress.returned.map((one) => one.quantity)) === state.soldUnits;
  const cancelled = { reason: correction.reason, at: moment.now, by: correction.begunBy.id };
  return {
    correction: finished,
    progress: unlocked(progress, allBack ? 'cancelled' : 'final'),
    order: allBack ? { ...order, ...move(order, 'undoSale'), cancelled, changedAt: moment.now } : order,
  };
}

function correctionUnknown(correctionId: string): Error {
  return salesErrors.correctionUnknown('There is no such cancellation or return.', { correctionId });
}
