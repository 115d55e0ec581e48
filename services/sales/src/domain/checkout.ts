import {
  businessDayOf,
  sum,
  type ParsedInputOf,
  type ReplyOf,
  type sales,
  type CommandContext,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { buyerFor, requireCustomer } from './customer.js';
import { requireFreeApprovalSlot, taxFreeApproval } from './limits.js';
import { omitUndefined } from './omit-undefined.js';
import { move } from './order-states.js';
import { requireOrder, requireRevision, requireSaga } from './order.js';
import { creditReason, freezePayment } from './payment.js';
import { freezeLines, priceReasons } from './pricing.js';
import { requireCheckoutLock, requireNotStopped } from './lock.js';
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

/** Locks a Draft for its checkout: freezes prices, store, buyer and payment, and names why a manager must approve. */
export function decideBeginCheckout(
  state: CheckoutState,
  input: Begin,
  moment: CommandContext,
): { order: OrderRecord; reply: ReplyOf<typeof sales.beginCheckout> } {
  const sagaId = requireSaga(moment);
  const order = requireRevision(state.order, input.orderId, input.revision, 'beginCheckout');
  requireNotStopped(order);
  const priced = freezeLines(order, input.quote);
  const customer = requireCustomer(state.customer, order.customerId);
  const buyer = buyerFor(order.documentType, customer);
  const { store } = input.quote;
  requireOpen(state.day, store.storeId, businessDayOf(moment.now, store.timeZone));
  const payment = freezePayment(input.payment, priced.grossMinor, priced.currency, customer);
  const credit = creditReason(
    customer,
    state.balances,
    priced.grossMinor - (payment?.amountMinor ?? 0),
    priced.currency,
  );
  const reasons = [
    ...priceReasons(priced.lines, priced.currency),
    ...(credit ? [credit] : []),
    ...taxFreeApproval(order, input.maySellTaxFree),
    ...(order.approvalRequested
      ? [{ code: 'requested' as const, message: 'The order asks for a manager’s approval' }]
      : []),
  ];
  const { returned: _returned, ...kept } = order;
  const locked: OrderRecord = {
    ...kept,
    ...move(order, 'beginCheckout'),
    sagaId,
    priced,
    checkout: omitUndefined({ ids: input.ids, store, buyer, reasons, payment }),
    changedAt: moment.now,
  };
  const { netMinor, taxMinor, grossMinor } = priced;
  return {
    order: locked,
    reply: {
      ids: input.ids,
      storeId: order.storeId,
      customerId: order.customerId,
      currency: priced.currency,
      lines: priced.lines.map(({ lineId, productId, quantity }) => ({ lineId, productId, quantity })),
      netMinor,
      taxMinor,
      grossMinor,
      approvalReasons: reasons,
      warranted: hasWarranty(priced.lines),
    },
  };
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
  const { priced } = requireCheckoutLock(order, requireSaga(moment));
  if (order.state !== 'pendingApproval') requireFreeApprovalSlot(order, waiting, input.maxWaiting);
  const { costMinor, deadline, reasons } = input;
  const marginMinor = withinLimits({ orderId: order._id }, () => sum([priced.netMinor, -costMinor]));
  const approval = { reasons, costMinor, marginMinor, deadline };
  return { ...order, ...move(order, 'requestApproval'), approval, changedAt: moment.now };
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
 * Undo of beginCheckout, if present. Locked at this revision: back to Draft. Still a draft at this revision: a tombstone,
 * so that the late begin is refused. Another attempt's, or one that posted its sale: nothing to do. Answers the order to
 * be kept, the same one when nothing is to be done.
 */
export function decideReturnToDraft(
  found: OrderRecord | null,
  input: ParsedInputOf<typeof sales.returnToDraft>,
  moment: CommandContext,
): OrderRecord {
  const order = requireOrder(found, input.orderId);
  if (!isOwnAttempt(order, input.revision, moment)) return order;
  const next = move(order, 'returnToDraft');
  const { sagaId: _sagaId, checkout: _checkout, priced: _priced, approval: _approval, ...kept } = order;
  return {
    ...kept,
    ...next,
    returned: { code: input.refusal.code, message: input.refusal.message, at: moment.now },
    changedAt: moment.now,
  };
}
