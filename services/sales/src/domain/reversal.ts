import {
  businessDayOf,
  salesErrors,
  sum,
  type ParsedInputOf,
  type sales,
  type CommandContext,
  type MintingContext,
  type SaleLine,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { refundOf, unlocked, type AccountState } from './correction.js';
import { omitUndefined } from './omit-undefined.js';
import { correctionEntry } from './journal.js';
import type { OrderFacts } from './order-guards.js';
import { drawNumbers, numberEntry } from './numbering.js';
import { moved } from './order-moves.js';
import { owing, settleOrder, type OwedOrder } from './order-payment.js';
import { requireSaga } from './order.js';
import { backOf } from './owed.js';
import { settledSales } from './open-items.js';
import { paymentRecord, PAYMENT_SERIES } from './payment-record.js';
import { returnedByLine } from './returns.js';
import { saleUnknown } from './sale.js';
import { batchesBack } from './sti-batches.js';
import { requireSessionForCash, throughOf, type SessionFor } from './through-till.js';
import type {
  BusinessDayRecord,
  CorrectionRecord,
  EntryRecord,
  OrderRecord,
  PaymentRecord,
  SaleStatus,
  SaleRecord,
  SeriesRecord,
  StiLine,
  StiRecord,
} from './records.js';

/** What the pivot of a correction looks at. */
export interface ReversalState {
  readonly sale: SaleRecord | null;
  readonly progress: SaleStatus | null;
  readonly correction: CorrectionRecord | null;
  readonly day: BusinessDayRecord | null;
  readonly session: SessionFor | null;
  readonly series: SeriesRecord | null;
  readonly account: AccountState;
  /** Orders of the customer's sales of which something is owed. */
  readonly orders: readonly OwedOrder[];
}

/** Everything the pivot of a correction writes. */
export interface PostedReversal {
  readonly correction: CorrectionRecord;
  readonly progress: SaleStatus;
  readonly sti: StiRecord;
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
  /** What is paid out, and the orders of other sales that are paid by it. */
  readonly payments: readonly PaymentRecord[];
  readonly orders: readonly OrderRecord[];
}

/** The pivot of a correction: reversing STI and journal entry, refund or credit, on the business day of now. The debt of this moment counts. */
export function decidePostReversal(
  state: ReversalState,
  moment: MintingContext,
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
  const store = correction.takenBackIn ?? sale.store;
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  const { refund } = refundOf(sale, correction.grossMinor, correction.refundTo, state.account, store);
  requireSessionForCash(refund.refunds, correction.through?.sessionId);
  const through = throughOf(state.session, correction.through?.sessionId, store.storeId);
  const posted: CorrectionRecord = {
    ...correction,
    state: 'posted',
    stiId: ids.stiId,
    settled: refund.settled,
    refundMinor: refund.refundMinor,
    refunds: refund.refunds,
    creditMinor: refund.creditMinor,
    businessDay,
    postedAt: moment.now,
  };
  const drawn = drawNumbers(state.series, store, PAYMENT_SERIES, businessDay, refund.refunds.length);
  const payments = refund.refunds.map((made, at) =>
    paymentRecord(
      {
        _id: moment.mint('payment'),
        kind: 'refund',
        direction: 'out',
        customerId: sale.customer.customerId,
        saleId: sale._id,
        correctionId: correction._id,
        allocations: [],
        creditMinor: 0,
        reason: correction.reason,
        ...(through ? { through } : {}),
      },
      made,
      { store, businessDay, number: drawn.numbers[at]! },
      moment,
    ),
  );
  const sti = reversingSti(posted, sale, returnedByLine(progress.returned), { stiId: ids.stiId, businessDay });
  const draft = correctionEntry(posted, sti.lines, businessDay, {
    entryId: ids.entryId,
    postedAt: moment.now,
    postedBy: correction.begunBy.id,
  });
  const returned = returnedByLine([...progress.returned, ...correction.lines]);
  return {
    correction: posted,
    progress: { ...progress, returned: [...returned].map(([saleLineId, quantity]) => ({ saleLineId, quantity })) },
    sti,
    ...numberEntry(drawn.series, store.code, draft),
    payments,
    orders: paidOrders(state.orders, settledSales(state.account.items, refund.settled), moment),
  };
}

/** The orders of other sales of the customer that what came back has paid. */
function paidOrders(orders: readonly OwedOrder[], saleIds: readonly string[], moment: CommandContext): OrderRecord[] {
  return orders
    .filter(({ order }) => order.saleId !== undefined && saleIds.includes(order.saleId))
    .map((owed) => settleOrder(owed, moment));
}

/** The reversing STI; `returned` are the units of each line that came back before it. */
function reversingSti(
  correction: CorrectionRecord,
  sale: SaleRecord,
  returned: ReadonlyMap<string, number>,
  { stiId, businessDay }: { readonly stiId: string; readonly businessDay: string },
): StiRecord {
  const gone = new Map(returned);
  const sold = new Map(sale.lines.map((line) => [line.saleLineId, line]));
  const { saleId, storeId, currency, refundMinor, refunds, through } = correction;
  const lines = correction.lines.map((line): StiLine => {
    const soldLine = sold.get(line.saleLineId) as SaleLine;
    const { categoryId, unit, quantityDecimals, taxRateBps } = soldLine;
    const before = gone.get(line.saleLineId) ?? 0;
    gone.set(line.saleLineId, before + line.quantity);
    return omitUndefined({
      saleLineId: line.saleLineId,
      productId: line.productId,
      categoryId,
      quantity: -line.quantity,
      unit,
      quantityDecimals,
      taxRateBps,
      netMinor: 0 - line.netMinor,
      taxMinor: 0 - line.taxMinor,
      discountNetMinor: 0 - line.discountNetMinor,
      costMinor: 0 - line.costMinor,
      batches: batchesBack(soldLine, before, line.allocations).map((one) => ({
        ...one,
        quantity: -one.quantity,
        netMinor: 0 - one.netMinor,
        taxMinor: 0 - one.taxMinor,
        costMinor: 0 - one.costMinor,
      })),
    });
  });
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
    discountNetMinor: 0 - sum(correction.lines.map((line) => line.discountNetMinor)),
    lines,
    customerId: sale.customer.customerId,
    soldBy: sale.soldBy.id,
    receivedMinor: 0 - refundMinor,
    received: refunds.map(({ method, amountMinor }) => ({ method, amountMinor: 0 - amountMinor })),
    tillSessionId: through?.sessionId,
  });
}

/** What the last step of a correction looks at; `soldUnits` is the number of units of the whole sale. */
export interface FinalizeCorrectionState {
  readonly progress: SaleStatus | null;
  readonly correction: CorrectionRecord | null;
  readonly order: OrderRecord | null;
  readonly soldUnits: number;
  /** What is owed of the sale, minor units. */
  readonly owedMinor: number;
}

/** What the last step of a correction writes; nothing when it was done before with the same credit note. */
export interface FinalizedCorrection {
  readonly progress: SaleStatus;
  readonly correction: CorrectionRecord;
  readonly order: OrderRecord;
}

/** The correction is finished: stock and credit note are there. Nothing left of the sale: it is cancelled, and its order cancelled or returned. */
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
  const back = backOf(state.soldUnits, sum(progress.returned.map((one) => one.quantity)));
  const facts = { back, owedMinor: state.owedMinor };
  return {
    correction: finished,
    progress: unlocked(progress, back === 'everything' ? 'cancelled' : 'final'),
    order:
      correction.kind === 'cancellation'
        ? cancelledOrder(order, correction, facts, moment)
        : owing({ ...order, ...moved(order, 'takeBack', moment, facts) }),
  };
}

function cancelledOrder(
  { cancelling: _cancelling, ...order }: OrderRecord,
  { reason, begunBy }: CorrectionRecord,
  facts: OrderFacts,
  moment: CommandContext,
): OrderRecord {
  const cancelled = { reason, at: moment.now, by: begunBy.id };
  return owing({ ...order, ...moved(order, 'finishCancellation', moment, facts), cancelled });
}

function correctionUnknown(correctionId: string): Error {
  return salesErrors.correctionUnknown('There is no such cancellation or return.', { correctionId });
}
