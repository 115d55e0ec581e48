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
import { omitUndefined } from './omit-undefined.js';
import { move } from './order-states.js';
import { requireOrder, requireRevision, requireSaga } from './order.js';
import { creditReason, freezePayment } from './payment.js';
import { freezeLines, priceReasons } from './pricing.js';
import { requireCheckoutLock } from './lock.js';
import type { Balance, BusinessDayRecord, CustomerRecord, OrderRecord } from './records.js';
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
    checkout: omitUndefined({ store, buyer, reasons, payment }),
    changedAt: moment.now,
  };
  const { netMinor, taxMinor, grossMinor } = priced;
  return {
    order: locked,
    reply: {
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

/** The locked order waits for a manager, with the exact cost of the stock held for it. */
export function decideRequestApproval(
  found: OrderRecord | null,
  input: ParsedInputOf<typeof sales.requestApproval>,
  moment: CommandContext,
): OrderRecord {
  const order = requireRevision(found, input.orderId, input.revision, 'requestApproval');
  const { priced, checkout } = requireCheckoutLock(order, requireSaga(moment));
  const { costMinor, deadline } = input;
  const marginMinor = withinLimits({ orderId: order._id }, () => sum([priced.netMinor, -costMinor]));
  const approval = { reasons: [...checkout.reasons], costMinor, marginMinor, deadline };
  return { ...order, ...move(order, 'requestApproval'), approval, changedAt: moment.now };
}

/** For a saga that undoes its checkout but has posted the sale already: what it needs to go forward; else undefined. */
export function postedBy(order: OrderRecord, moment: CommandContext): { warranted: boolean } | undefined {
  if (order.saleId === undefined || order.sagaId !== requireSaga(moment)) return undefined;
  return { warranted: hasWarranty(order.priced?.lines ?? []) };
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
  const othersLock = order.state !== 'draft' && order.sagaId !== undefined && order.sagaId !== requireSaga(moment);
  if (order.revision !== input.revision || othersLock || postedBy(order, moment)) return order;
  const next = move(order, 'returnToDraft');
  const { sagaId: _sagaId, checkout: _checkout, priced: _priced, approval: _approval, ...kept } = order;
  return {
    ...kept,
    ...next,
    returned: { code: input.code, message: input.message, at: moment.now },
    changedAt: moment.now,
  };
}
