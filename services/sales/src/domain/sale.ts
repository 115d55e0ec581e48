import {
  businessDayOf,
  salesErrors,
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
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { requireCustomer } from './customer.js';
import { omitUndefined } from './omit-undefined.js';
import { saleEntry } from './journal.js';
import { requireCheckoutLock } from './lock.js';
import { move } from './order-states.js';
import { requireRevision, requireSaga } from './order.js';
import { creditReason } from './payment.js';
import type {
  Balance,
  BusinessDayRecord,
  CustomerRecord,
  EntryRecord,
  OrderRecord,
  SaleStatus,
  SaleRecord,
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
}

/** Everything the pivot writes, and its reply. */
export interface PostedSale {
  readonly order: OrderRecord;
  readonly sale: SaleRecord;
  readonly progress: SaleStatus;
  readonly sti: StiRecord;
  readonly entry: EntryRecord;
  /** Something stays unpaid: credit sales to one customer take turns. */
  readonly onCredit: boolean;
  readonly reply: ReplyOf<typeof sales.postSale>;
}

/** The pivot of a checkout: sale, STI and journal entry from what was frozen and the batches it came from. */
export function decidePostSale(
  state: PostState,
  input: Post,
  moment: CommandContext,
  ids: { readonly stiId: string; readonly entryId: string },
): PostedSale {
  const order = requireRevision(state.order, input.orderId, input.revision, 'post');
  const sagaId = requireSaga(moment);
  const { priced, checkout } = requireCheckoutLock(order, sagaId);
  const businessDay = businessDayOf(moment.now, checkout.store.timeZone);
  requireOpen(state.day, order.storeId, businessDay);
  const openMinor = priced.grossMinor - (checkout.payment?.amountMinor ?? 0);
  const credit =
    openMinor > 0
      ? creditReason(requireCustomer(state.customer, order.customerId), state.balances, openMinor, priced.currency)
      : undefined;
  const asked = order.approval?.reasons ?? [];
  requireApproval(order, [...withoutCredit(checkout.reasons), ...(credit ? [credit] : [])], asked, input.verdict);
  const { netMinor, taxMinor, grossMinor, currency } = priced;
  const { lines, costMinor } = withinLimits({ orderId: order._id }, () => soldLines(order, input.allocations));
  const marginMinor = withinLimits({ orderId: order._id }, () => sum([netMinor, -costMinor]));
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
    lines,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
    marginMinor,
    payment: checkout.payment,
    approval: asked.length > 0 && input.verdict ? { reasons: [...asked], verdict: input.verdict } : undefined,
    businessDay,
    soldAt: moment.now,
    soldBy: moment.actor,
    sagaId,
  });
  const approval = order.approval && input.verdict ? { ...order.approval, verdict: input.verdict } : order.approval;
  const progress: SaleStatus = {
    _id: sale._id,
    orderId: order._id,
    storeId: order.storeId,
    businessDay,
    state: 'posting',
    revision: 1,
    returned: [],
  };
  return {
    sale,
    progress,
    sti: saleSti(sale),
    onCredit: openMinor > 0,
    order: omitUndefined({ ...order, ...move(order, 'post'), approval, saleId: sale._id, changedAt: moment.now }),
    entry: saleEntry(sale, { entryId: ids.entryId, postedAt: moment.now, postedBy: moment.actor.id }),
    reply: { sale: saleView(sale, progress, []) },
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

/** The priced lines with the batches they come from; refuses `order.quote-mismatch` when these are not the order's lines. */
function soldLines(
  order: OrderRecord,
  allocations: readonly AllocatedLine[],
): { lines: SaleLine[]; costMinor: number } {
  const priced = order.priced?.lines ?? [];
  const allocated = new Map(allocations.map((line) => [line.lineId, line]));
  const lines = priced.map(({ lineId, ...line }): SaleLine => {
    const from = allocated.get(lineId);
    const units = sum(from?.allocations.map((one) => one.quantity) ?? []);
    if (!from || from.productId !== line.productId || from.quantity !== line.quantity || units !== line.quantity) {
      throw mismatch(order, { lineId, productId: line.productId, sold: line.quantity, allocated: units });
    }
    const costMinor = sum(from.allocations.map((one) => one.costMinor));
    return { saleLineId: lineId, ...line, costMinor, allocations: from.allocations };
  });
  if (allocations.length !== lines.length)
    throw mismatch(order, { lines: lines.length, allocated: allocations.length });
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
  const { currency, businessDay, storeId, netMinor, taxMinor, grossMinor, costMinor, payment } = sale;
  const lines = sale.lines.map((line) => ({
    saleLineId: line.saleLineId,
    productId: line.productId,
    quantity: line.quantity,
    taxRateBps: line.taxRateBps,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    costMinor: line.costMinor,
  }));
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
    lines,
    receivedMinor: payment?.amountMinor ?? 0,
    receivedBy: payment?.method,
  });
}

/** What the last step of a checkout looks at. */
export interface FinalizeState {
  readonly progress: SaleStatus | null;
  readonly order: OrderRecord | null;
  /** Gross less what was paid, minor units. */
  readonly openMinor: number;
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
  return {
    progress: omitUndefined({ ...progress, state: 'final' as const, invoiceId, invoiceNumber, guaranteeId }),
    order: { ...order, ...move(order, state.openMinor === 0 ? 'settle' : 'invoice'), changedAt: moment.now },
  };
}

/** The refusal for a sale nobody knows. */
export function saleUnknown(saleId: string): Error {
  return salesErrors.saleUnknown('There is no such sale.', { saleId });
}

/** The sale as others see it: the immutable record, where it stands, and the corrections that count. */
export function saleView(sale: SaleRecord, progress: SaleStatus, corrections: readonly CorrectionView[]): SaleView {
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
    returned: [...returned],
    corrections: [...corrections],
  });
}

/** What is broadcast of a sale that changed. */
export function saleEvent(progress: SaleStatus, now: string): DataOf<typeof salesEvents.saleChanged> {
  const { _id, orderId, storeId, state, revision } = progress;
  return { saleId: _id, orderId, storeId, state, revision, changedAt: now };
}
