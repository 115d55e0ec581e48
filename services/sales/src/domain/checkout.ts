import {
  businessDayOf,
  DomainError,
  salesErrors,
  stockOf,
  sum,
  type ParsedInputOf,
  type PricedOrderLine,
  type ReplyOf,
  type sales,
  type CommandContext,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { buyerFor, requireLiving } from './customer.js';
import { requireFreeApprovalSlot, taxFreeApproval } from './limits.js';
import { omitUndefined } from './omit-undefined.js';
import { moved } from './order-moves.js';
import { hasWay } from './order-states.js';
import { requireOrder, requireRevision, requireSaga } from './order.js';
import { discountReasons } from './discount-limits.js';
import { creditIn, creditReason } from './open-items.js';
import { freezeLines, priceReasons } from './pricing.js';
import { frozenOf, lockFacts } from './lock.js';
import { amountOf, paidMinorOf, requireCredit, tenderAll, usesAccount } from './tender.js';
import { requireSessionForCash } from './through-till.js';
import type { Balance, BusinessDayRecord, CustomerRecord, FrozenCheckout, OrderRecord } from './records.js';
import { withinLimits } from './format-amount.js';

/** What a checkout looks at before it locks. */
export interface CheckoutState {
  readonly order: OrderRecord | null;
  readonly customer: CustomerRecord | null;
  readonly balances: readonly Balance[];
  readonly day: BusinessDayRecord | null;
}

type Begin = ParsedInputOf<typeof sales.beginCheckout>;

/** Whether this checkout needs to know what the customer owes; not where it will be refused, which is decided later. */
export function accountIsUsed(
  order: OrderRecord,
  customer: CustomerRecord,
  { quote, payments }: Pick<Begin, 'quote' | 'payments'>,
): boolean {
  if (customer.kind === 'walkIn') return false;
  try {
    return usesAccount(freezeLines(order, quote, customer).grossMinor, payments);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Locks a Draft for its checkout: freezes prices, store, buyer and payment, and names why a manager must approve. */
export function decideBeginCheckout(
  state: CheckoutState,
  input: Begin,
  moment: CommandContext,
): { order: OrderRecord; reply: ReplyOf<typeof sales.beginCheckout> } {
  const sagaId = requireSaga(moment);
  const order = requireRevision(state.order, input.orderId, input.revision, 'beginCheckout');
  const locking = moved(order, 'beginCheckout', moment, lockFacts(order, sagaId));
  const priced = freezeLines(order, input.quote, state.customer);
  const customer = requireLiving(state.customer, order.customerId);
  const buyer = buyerFor(order.documentType, customer);
  const { store } = input.quote;
  requireOpen(state.day, store.storeId, businessDayOf(moment.now, store.timeZone));
  const payments = tenderAll(input.payments, priced.grossMinor, store, customer);
  requireSessionForCash(payments, input.tillSessionId);
  const usedCreditMinor = amountOf(payments, 'credit');
  if (usedCreditMinor > 0) requireCredit(usedCreditMinor, creditIn(state.balances, priced.currency), priced.currency);
  const openMinor = priced.grossMinor - paidMinorOf(payments);
  const credit =
    openMinor > 0 ? creditReason(customer, state.balances, openMinor + usedCreditMinor, priced.currency) : undefined;
  const reasons = [
    ...priceReasons(priced.lines, priced.currency),
    ...discountReasons(priced, input.discountLimits),
    ...(credit ? [credit] : []),
    ...taxFreeApproval(order, input.maySellTaxFree),
    ...(order.approvalRequested
      ? [{ code: 'requested' as const, message: 'The order asks for a manager’s approval' }]
      : []),
  ];
  const { returned: _returned, parked: _parked, ...kept } = order;
  const locked: OrderRecord = {
    ...kept,
    ...locking,
    customerId: customer._id,
    sagaId,
    priced,
    checkout: omitUndefined({
      ids: input.ids,
      store,
      buyer,
      reasons,
      payments,
      tillSessionId: input.tillSessionId,
    }),
  };
  const { netMinor, taxMinor, grossMinor } = priced;
  const lines = toHold(order, priced.lines);
  return {
    order: locked,
    reply: {
      ids: input.ids,
      storeId: order.storeId,
      customerId: customer._id,
      currency: priced.currency,
      lines,
      netMinor,
      taxMinor,
      grossMinor,
      approvalReasons: reasons,
      warranted: hasWarranty(priced.lines),
    },
  };
}

/** Lines that one sale takes from stock at most. */
const MAX_LINES = 1000;

/** What is to be held for priced lines; refuses order.too-many-parts. */
function toHold({ _id: orderId }: OrderRecord, priced: readonly PricedOrderLine[]) {
  const lines = priced.flatMap((line) => stockOf(line).map((one) => ({ lineId: line.lineId, ...one })));
  if (lines.length <= MAX_LINES) return lines;
  throw salesErrors.tooManyParts(
    `These lines and the parts of their bundles are ${lines.length}, one ticket takes ${MAX_LINES} from stock at most: sell them on several.`,
    { orderId, lines: lines.length, limit: MAX_LINES },
  );
}

function hasWarranty(lines: readonly { readonly warrantyMonths: number }[]): boolean {
  return lines.some((line) => line.warrantyMonths > 0);
}

/** The locked order waits for a manager, with the exact cost of the stock held for it; `waiting` are the orders of the store that wait already. */
export function decideRequestApproval(
  found: OrderRecord | null,
  waiting: number,
  input: ParsedInputOf<typeof sales.requestApproval>,
  moment: CommandContext,
): OrderRecord {
  const order = requireRevision(found, input.orderId, input.revision, 'requestApproval');
  const asking = moved(order, 'requestApproval', moment, lockFacts(order, requireSaga(moment)));
  const { priced } = frozenOf(order);
  if (order.state !== 'pendingApproval') requireFreeApprovalSlot(order, waiting, input.maxWaiting);
  const { costMinor, deadline, reasons } = input;
  const marginMinor = withinLimits({ orderId: order._id }, () => sum([priced.netMinor, -costMinor]));
  const approval = { reasons, costMinor, marginMinor, deadline };
  return { ...order, ...asking, approval };
}

/** For a saga that undoes its checkout but has posted the sale already: what it needs to go forward; else undefined. */
export function postedBy(order: OrderRecord, moment: CommandContext): { warranted: boolean } | undefined {
  if (order.saleId === undefined || order.sagaId !== requireSaga(moment)) return undefined;
  return { warranted: hasWarranty(order.priced?.lines ?? []) };
}

/**
 * First undo of a checkout: after it, nothing is locked or posted at this revision. The order stays as it is otherwise,
 * so that nobody sees it as a Draft while its stock is still held. Answers the same order when nothing is to be done.
 */
export function decideStopCheckout(
  found: OrderRecord | null,
  input: ParsedInputOf<typeof sales.stopCheckout>,
  moment: CommandContext,
): OrderRecord {
  const order = requireOrder(found, input.orderId);
  if (!isOwnAttempt(order, input.revision, moment) || order.stoppedRevision === order.revision) return order;
  return { ...order, stoppedRevision: order.revision };
}

/** The ids that this saga's lock was taken with; undefined where it has none. */
export function lockedIds(order: OrderRecord, moment: CommandContext): FrozenCheckout['ids'] | undefined {
  return order.sagaId === requireSaga(moment) ? order.checkout?.ids : undefined;
}

/** Whether an undo of this saga concerns the order as it stands: at its revision, not locked by another, not sold. */
function isOwnAttempt(order: OrderRecord, revision: number, moment: CommandContext): boolean {
  const othersLock = order.state !== 'draft' && order.sagaId !== undefined && order.sagaId !== requireSaga(moment);
  return order.revision === revision && !othersLock && !postedBy(order, moment);
}

/**
 * Undo of beginCheckout, if present. Locked at this revision: back to Draft, or refused where a manager said no. Still a
 * draft at this revision: a tombstone, so that the late begin is refused. Where no checkout could begin: nothing to do. Another attempt's, or one that posted its sale: nothing to do. Answers the order to
 * be kept, the same one when nothing is to be done.
 */
export function decideReturnToDraft(
  found: OrderRecord | null,
  input: ParsedInputOf<typeof sales.returnToDraft>,
  moment: CommandContext,
): OrderRecord {
  const order = requireOrder(found, input.orderId);
  const { code, message, details } = input.refusal;
  const refusing = code === salesErrors.approvalRejected.code && order.state === 'pendingApproval';
  const name = refusing ? 'refuse' : 'returnToDraft';
  if (!isOwnAttempt(order, input.revision, moment) || !hasWay(order.state, name)) return order;
  const next = moved(
    order,
    name,
    moment,
    {},
    refusing && typeof details['by'] === 'string' ? details['by'] : undefined,
  );
  const { sagaId: _sagaId, checkout: _checkout, priced: _priced, approval: _approval, ...kept } = order;
  return {
    ...kept,
    ...next,
    returned: { code, message, at: moment.now },
  };
}
