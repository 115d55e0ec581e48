import {
  businessDayOf,
  dayAfter,
  salesErrors,
  stockOf,
  sum,
  type AllocatedLine,
  type ApprovalReason,
  type CorrectionView,
  type DataOf,
  type ParsedInputOf,
  type ReplyOf,
  type SaleLine,
  type SaleView,
  type Verdict,
  type sales,
  type salesEvents,
  type CommandContext,
  type MintingContext,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { requireCustomer } from './customer.js';
import { omitUndefined } from './omit-undefined.js';
import { saleEntry } from './journal.js';
import { expiredReasons } from './expired-goods.js';
import { frozenOf, lockFacts } from './lock.js';
import { drawNumbers, numberEntry } from './numbering.js';
import { moved } from './order-moves.js';
import { requireRevision, requireSaga } from './order.js';
import { creditIn, creditReason } from './open-items.js';
import { owing } from './order-payment.js';
import { owedAfterCheckout } from './owed.js';
import { paymentRecord, PAYMENT_SERIES } from './payment-record.js';
import { amountOf, paidMinorOf, requireCredit } from './tender.js';
import { batchesSold } from './sti-batches.js';
import { throughOf, type SessionFor } from './through-till.js';
import type {
  Balance,
  BusinessDayRecord,
  CustomerRecord,
  EntryRecord,
  FrozenCheckout,
  OrderRecord,
  PaymentRecord,
  SaleStatus,
  SaleRecord,
  SeriesRecord,
  StiRecord,
} from './records.js';
import { withinDocument, withinLimits } from './format-amount.js';

type Post = Omit<ParsedInputOf<typeof sales.postSale>, 'verdict'> & { readonly verdict?: Verdict | undefined };

/** What the pivot looks at; customer and balances only where something stays unpaid. */
export interface PostState {
  readonly order: OrderRecord | null;
  readonly customer: CustomerRecord | null;
  readonly balances: readonly Balance[];
  readonly day: BusinessDayRecord | null;
  /** The till session it is rung up in. */
  readonly session: SessionFor | null;
  readonly series: SeriesRecord | null;
}

/** Everything the pivot writes, and its reply. */
export interface PostedSale {
  readonly order: OrderRecord;
  readonly sale: SaleRecord;
  readonly progress: SaleStatus;
  readonly sti: StiRecord;
  readonly entry: EntryRecord;
  /** The customer whose account is used: such sales to one customer take turns. */
  readonly onAccount: string | undefined;
  readonly payments: readonly PaymentRecord[];
  readonly series: SeriesRecord;
  readonly reply: ReplyOf<typeof sales.postSale>;
}

/** The pivot of a checkout: sale, STI and journal entry from what was frozen and the batches it came from. */
export function decidePostSale(
  state: PostState,
  input: Post,
  moment: MintingContext,
  ids: { readonly stiId: string; readonly entryId: string },
): PostedSale {
  const order = requireRevision(state.order, input.orderId, input.revision, 'post');
  const sagaId = requireSaga(moment);
  const posting = moved(order, 'post', moment, lockFacts(order, sagaId));
  const { priced, checkout } = frozenOf(order);
  const businessDay = businessDayOf(moment.now, checkout.store.timeZone);
  requireOpen(state.day, order.storeId, businessDay);
  const through = throughOf(state.session, checkout.tillSessionId, order.storeId);
  const { customer } = state;
  const openMinor = priced.grossMinor - paidMinorOf(checkout.payments);
  const usedCreditMinor = amountOf(checkout.payments, 'credit');
  if (usedCreditMinor > 0) requireCredit(usedCreditMinor, creditIn(state.balances, priced.currency), priced.currency);
  const credit =
    openMinor > 0
      ? creditReason(
          requireCustomer(customer, order.customerId),
          state.balances,
          openMinor + usedCreditMinor,
          priced.currency,
        )
      : undefined;
  const asked = order.approval?.reasons ?? [];
  const reasons = [
    ...withoutCredit(checkout.reasons),
    ...(credit ? [credit] : []),
    ...expiredReasons(priced.lines, input.allocations, businessDay),
  ];
  requireApproval(order, reasons, asked, input.verdict);
  const { netMinor, taxMinor, grossMinor, currency, pricesIncludeTax, discountMinor, discountNetMinor } = priced;
  const { lines, costMinor } = withinLimits({ orderId: order._id }, () => soldLines(order, input.allocations));
  const marginMinor = withinLimits({ orderId: order._id }, () => sum([netMinor, -costMinor]));
  const dueDay =
    openMinor > 0 && customer?.paymentTermsDays !== undefined
      ? dayAfter(businessDay, customer.paymentTermsDays)
      : undefined;
  const sale: SaleRecord = omitUndefined({
    _id: input.saleId,
    orderId: order._id,
    stiId: ids.stiId,
    storeId: order.storeId,
    holdId: input.holdId,
    store: checkout.store,
    customer: checkout.buyer,
    documentType: order.documentType,
    taxed: order.taxed,
    taxFreeReason: order.taxFreeReason,
    currency,
    pricesIncludeTax,
    discount: order.discount,
    discountMinor,
    discountNetMinor,
    lines,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
    marginMinor,
    payments: [...checkout.payments],
    through,
    approval: asked.length > 0 && input.verdict ? { reasons: [...asked], verdict: input.verdict } : undefined,
    businessDay,
    dueDay,
    soldAt: moment.now,
    soldBy: moment.actor,
    sagaId,
  });
  const approval = order.approval && input.verdict ? { ...order.approval, verdict: input.verdict } : order.approval;
  const progress: SaleStatus = omitUndefined({
    _id: sale._id,
    orderId: order._id,
    storeId: order.storeId,
    businessDay,
    dueDay,
    state: 'posting' as const,
    revision: 1,
    returned: [],
  });
  const drawn = drawNumbers(state.series, checkout.store, PAYMENT_SERIES, businessDay, sale.payments.length);
  const payments = sale.payments.map((made, at) =>
    paymentRecord(
      {
        _id: moment.mint('payment'),
        kind: 'checkout',
        direction: 'in',
        customerId: order.customerId,
        saleId: sale._id,
        allocations: [{ saleId: sale._id, amountMinor: made.amountMinor }],
        creditMinor: 0,
        ...(through ? { through } : {}),
      },
      made,
      { store: checkout.store, businessDay, number: drawn.numbers[at]! },
      moment,
    ),
  );
  return {
    sale,
    progress,
    sti: saleSti(sale),
    payments,
    onAccount: openMinor > 0 || usedCreditMinor > 0 ? customer?._id : undefined,
    order: omitUndefined({ ...order, ...posting, approval, saleId: sale._id }),
    ...numberEntry(
      drawn.series,
      checkout.store.code,
      saleEntry(sale, { entryId: ids.entryId, postedAt: moment.now, postedBy: moment.actor.id }),
    ),
    reply: { sale: saleView(sale, progress, [], openMinor) },
  };
}

const CREDIT: ApprovalReason['code'] = 'credit.over-limit';

/** The reasons that stand whatever the customer owes; the debt is looked at anew by each step that decides on it. */
function withoutCredit(reasons: readonly ApprovalReason[]): ApprovalReason[] {
  return reasons.filter((reason) => reason.code !== CREDIT);
}

/**
 * Refuses `approval.missing`, with every reason that stands now, unless a manager has approved each of them. An approval
 * covers what the manager was asked: a debt that has grown since is asked again.
 */
function requireApproval(
  order: OrderRecord,
  needed: readonly ApprovalReason[],
  asked: readonly ApprovalReason[],
  verdict: Verdict | undefined,
): void {
  const approved = verdict?.approved === true && (verdict.by.role === 'manager' || verdict.by.role === 'owner');
  const covered = (reason: ApprovalReason): boolean =>
    approved &&
    asked.some(
      ({ code, lineId, owedMinor = 0 }) =>
        code === reason.code && lineId === reason.lineId && owedMinor >= (reason.owedMinor ?? 0),
    );
  if (needed.every(covered)) return;
  throw salesErrors.approvalMissing(`A manager must approve: ${needed.map((reason) => reason.message).join('; ')}.`, {
    orderId: order._id,
    reasons: needed,
  });
}

/** The priced lines with the batches they come from, those of a bundle part by part; refuses `order.quote-mismatch` when these are not the order's lines. */
function soldLines(
  order: OrderRecord,
  allocations: readonly AllocatedLine[],
): { lines: SaleLine[]; costMinor: number } {
  const priced = order.priced?.lines ?? [];
  const allocated = Map.groupBy(allocations, (line) => line.lineId);
  const lines = priced.map(({ lineId, ...line }): SaleLine => {
    const held = allocated.get(lineId) ?? [];
    const from = stockOf(line).flatMap(({ productId, quantity }, at) => {
      const one = held[at];
      const units = sum(one?.allocations.map((taken) => taken.quantity) ?? []);
      if (!one || one.productId !== productId || one.quantity !== quantity || units !== quantity)
        throw mismatch(order, { lineId, productId, sold: quantity, allocated: units });
      return line.parts ? one.allocations.map((taken) => ({ ...taken, productId })) : one.allocations;
    });
    return { saleLineId: lineId, ...line, costMinor: sum(from.map((one) => one.costMinor)), allocations: from };
  });
  const asked = sum(priced.map((line) => line.parts?.length ?? 1));
  if (allocations.length !== asked) throw mismatch(order, { lines: asked, allocated: allocations.length });
  const costMinor = withinDocument({ orderId: order._id }, () => sum(lines.map((line) => line.costMinor)));
  return { lines, costMinor };
}

function mismatch(order: OrderRecord, details: Record<string, unknown>): Error {
  return salesErrors.quoteMismatch('The stock set aside is not what this order sells.', {
    orderId: order._id,
    ...details,
  });
}

function saleSti(sale: SaleRecord): StiRecord {
  const { currency, businessDay, storeId, netMinor, taxMinor, grossMinor, costMinor, discountNetMinor } = sale;
  const { payments, through } = sale;
  const lines = sale.lines.map((line) =>
    omitUndefined({
      saleLineId: line.saleLineId,
      productId: line.productId,
      categoryId: line.categoryId,
      quantity: line.quantity,
      unit: line.unit,
      quantityDecimals: line.quantityDecimals,
      taxRateBps: line.taxRateBps,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      discountNetMinor: line.discountNetMinor,
      costMinor: line.costMinor,
      batches: batchesSold(line),
    }),
  );
  return omitUndefined({
    _id: sale.stiId,
    kind: 'sale' as const,
    saleId: sale._id,
    storeId,
    currency,
    businessDay,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
    discountNetMinor,
    lines,
    customerId: sale.customer.customerId,
    soldBy: sale.soldBy.id,
    receivedMinor: paidMinorOf(payments),
    received: payments.map(({ method, amountMinor }) => ({ method, amountMinor })),
    tillSessionId: through?.sessionId,
  });
}

/** What the last step of a checkout looks at. */
export interface FinalizeState {
  readonly progress: SaleStatus | null;
  readonly order: OrderRecord | null;
}

/** The sale is finished: stock, invoice and guarantee are there. A repeated call for the same invoice changes nothing. */
export function decideFinalizeSale(
  state: FinalizeState,
  input: ParsedInputOf<typeof sales.finalizeSale>,
  moment: CommandContext,
): { progress: SaleStatus; order: OrderRecord } {
  const { progress, order } = state;
  if (!progress || !order) throw saleUnknown(input.saleId);
  if (progress.state !== 'posting') {
    if (progress.invoiceId === input.invoiceId) return { progress, order };
    throw salesErrors.saleState('This sale was finished before, with another invoice.', {
      saleId: input.saleId,
      state: progress.state,
      invoiceId: progress.invoiceId,
    });
  }
  const { invoiceId, invoiceNumber, guaranteeId } = input;
  const owedMinor = owedAfterCheckout(order);
  const { checkout, ...rest } = order;
  const { buyer: _buyer, ...frozen } = checkout ?? {};
  return {
    progress: omitUndefined({ ...progress, state: 'final' as const, invoiceId, invoiceNumber, guaranteeId }),
    order: owing({
      ...rest,
      ...(checkout ? { checkout: frozen as FrozenCheckout } : {}),
      ...moved(order, owedMinor > 0 ? 'invoice' : 'settle', moment, { owedMinor, back: 'nothing' }),
    }),
  };
}

/** The refusal for a sale nobody knows. */
export function saleUnknown(saleId: string): Error {
  return salesErrors.saleUnknown('There is no such sale.', { saleId });
}

/** The sale as others see it: the immutable record, where it stands, and the corrections that count. */
export function saleView(
  sale: SaleRecord,
  progress: SaleStatus,
  corrections: readonly CorrectionView[],
  openMinor?: number,
): SaleView {
  const { _id, lines, ...frozen } = sale;
  const { state, revision, invoiceId, invoiceNumber, guaranteeId, returned } = progress;
  return omitUndefined({
    saleId: _id,
    ...frozen,
    lines: [...lines],
    state,
    revision,
    invoiceId,
    invoiceNumber,
    guaranteeId,
    openMinor,
    returned: [...returned],
    corrections: [...corrections],
  });
}

/** What is broadcast of a sale that changed. */
export function saleEvent(progress: SaleStatus, now: string): DataOf<typeof salesEvents.saleChanged> {
  const { _id, orderId, storeId, state, revision } = progress;
  return { saleId: _id, orderId, storeId, state, revision, changedAt: now };
}
