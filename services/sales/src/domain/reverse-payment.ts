import {
  businessDayOf,
  salesErrors,
  sum,
  type MintingContext,
  type OpenItem,
  type PaidSale,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { headOf, paymentEntry } from './journal.js';
import { moneyIn, moneyOut, mirrored, paysFor } from './money-lines.js';
import { drawNumbers, numberEntries } from './numbering.js';
import { creditIn } from './open-items.js';
import { reopenOrder } from './order-payment.js';
import { paymentRecord, PAYMENT_SERIES } from './payment-record.js';
import type {
  Balance,
  BusinessDayRecord,
  CorrectionRecord,
  CustomerRecord,
  EntryRecord,
  OrderRecord,
  PaymentRecord,
  SeriesRecord,
} from './records.js';
import { noAccount, requireCredit, tender } from './tender.js';
import { requireSessionForCash, throughOf, type SessionFor } from './through-till.js';

/** What a reversal looks at: the payment, and the sales that it paid. */
export interface ReversalOfPaymentState {
  readonly payment: PaymentRecord | null;
  readonly reversedBy: string | undefined;
  readonly customer: CustomerRecord | null;
  readonly balances: readonly Balance[];
  /** What came back, or is coming back, of the sales that it paid. */
  readonly corrections: readonly Pick<CorrectionRecord, 'saleId' | 'grossMinor'>[];
  /** Of the sales that it paid. */
  readonly orders: readonly OrderRecord[];
  /** What is owed of these sales. */
  readonly items: readonly Pick<OpenItem, 'saleId' | 'openMinor'>[];
  readonly day: BusinessDayRecord | null;
  readonly session: SessionFor | null;
  readonly series: SeriesRecord | null;
}

/** What is written with a reversal. */
export interface PaymentReversed {
  readonly reversal: PaymentRecord;
  readonly replacement?: PaymentRecord;
  readonly entries: readonly EntryRecord[];
  readonly series: SeriesRecord;
  readonly orders: readonly OrderRecord[];
}

/**
 * Reverses a payment that was entered wrongly, today: what it paid is owed again, and the credit it made is gone; or the
 * replacement pays the same by other means in the same act. Refuses what was reversed before, what was paid out or used
 * since (`payment.used`), refunds (they belong to their correction), and a walk-in's without a replacement.
 */
export function decideReversePayment(
  state: ReversalOfPaymentState,
  input: ParsedInputOf<typeof sales.reversePayment>,
  moment: MintingContext,
): PaymentReversed {
  const { store, tillSessionId, replacement: asked } = input;
  const payment = requireReversible(state, input);
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  const replaced = asked && tender({ ...asked, amountMinor: payment.amountMinor }, store);
  if (!replaced) requireUnused(state, payment);
  if (replaced?.method === 'credit')
    requireCredit(payment.amountMinor, creditIn(state.balances, store.currency), store.currency);
  requireSessionForCash([payment, ...(replaced ? [replaced] : [])], tillSessionId);
  const through = throughOf(state.session, tillSessionId, store.storeId);
  const common = {
    customerId: payment.customerId,
    allocations: payment.allocations,
    creditMinor: payment.creditMinor,
    ...(through ? { through } : {}),
  };
  const drawn = drawNumbers(state.series, store, PAYMENT_SERIES, businessDay, replaced ? 2 : 1);
  const [number = '', next = ''] = drawn.numbers;
  const made = {
    method: payment.method,
    amountMinor: payment.amountMinor,
    tenderedMinor: payment.amountMinor + payment.roundingMinor,
    changeMinor: 0,
    roundingMinor: payment.roundingMinor,
  };
  const reversal = paymentRecord(
    {
      ...common,
      _id: input.reversalId,
      kind: 'reversal',
      direction: payment.direction === 'in' ? 'out' : 'in',
      reverses: payment._id,
      reason: input.reason,
    },
    made,
    { store, businessDay, number },
    moment,
  );
  const moved = { payment: made, customerId: payment.customerId, till: through?.till };
  const paid = paysFor(payment.customerId, payment.allocations, payment.creditMinor);
  const undone =
    payment.direction === 'in'
      ? [...moneyOut(moved), ...mirrored(paid)]
      : [...moneyIn(moved), ...paysFor(payment.customerId, [], payment.creditMinor)];
  const drafts = [paymentEntry(reversal, undone, headOf(moment.mint('entry'), moment))];
  if (!replaced) {
    const { entries, series } = numberEntries(drawn.series, store.code, drafts);
    return { reversal, entries, series: series!, orders: owedAgain(state, payment.allocations, moment) };
  }
  const replacement = paymentRecord(
    {
      ...common,
      _id: input.replacementId ?? moment.mint('payment'),
      kind: 'later',
      direction: 'in',
      reason: input.reason,
    },
    replaced,
    { store, businessDay, number: next },
    moment,
  );
  drafts.push(
    paymentEntry(
      replacement,
      [...moneyIn({ ...moved, payment: replaced }), ...paid],
      headOf(moment.mint('entry'), moment),
    ),
  );
  const { entries, series } = numberEntries(drawn.series, store.code, drafts);
  return { reversal, replacement, entries, series: series!, orders: [] };
}

function requireReversible(
  { payment, reversedBy, customer }: ReversalOfPaymentState,
  { paymentId, store, replacement }: ParsedInputOf<typeof sales.reversePayment>,
): PaymentRecord {
  if (!payment || payment.storeId !== store.storeId) throw paymentUnknown(paymentId);
  if (reversedBy !== undefined) {
    throw salesErrors.alreadyReversed('This payment was reversed before.', { paymentId, reversedBy });
  }
  if (payment.kind === 'reversal' || payment.kind === 'refund') {
    throw salesErrors.paymentUsed(
      'Only what a customer paid, and credit paid out, can be reversed; a refund belongs to its return.',
      { paymentId, kind: payment.kind },
    );
  }
  if (payment.direction === 'out' && replacement) {
    throw salesErrors.paymentUsed('Credit paid out is reversed without a replacement: pay it out again.', {
      paymentId,
    });
  }
  if (customer?.kind === 'walkIn' && !replacement) throw noAccount(customer);
  return payment;
}

/**
 * Refuses a payment of which something was paid out, settled or used as credit since: taking it back would take it twice.
 * Of a sale nobody owes more than what of it is still with the customer.
 */
function requireUnused(state: ReversalOfPaymentState, payment: PaymentRecord): void {
  if (payment.direction === 'out') return;
  const { balances, orders, items, corrections } = state;
  const short = payment.allocations.find(({ saleId, amountMinor }) => {
    const grossMinor = orders.find((order) => order.saleId === saleId)?.priced?.grossMinor ?? 0;
    const backMinor = sum(corrections.filter((one) => one.saleId === saleId).map((one) => one.grossMinor));
    const openMinor = items.find((one) => one.saleId === saleId)?.openMinor ?? 0;
    return openMinor + amountMinor > grossMinor - backMinor;
  });
  const creditLeftMinor = creditIn(balances, payment.currency);
  if (!short && payment.creditMinor <= creditLeftMinor) return;
  throw salesErrors.paymentUsed('What this payment paid was paid back or used since: undo that first.', {
    paymentId: payment._id,
    ...(short ? { saleId: short.saleId } : { creditMinor: creditLeftMinor }),
  });
}

function owedAgain(
  { orders, items }: ReversalOfPaymentState,
  allocations: readonly PaidSale[],
  moment: MintingContext,
): OrderRecord[] {
  const open = new Map(items.map((item) => [item.saleId, item.openMinor]));
  const again = new Map(allocations.map((one) => [one.saleId, one.amountMinor]));
  return orders.flatMap((order) => {
    const owedMinor = again.get(order.saleId ?? '');
    const wasPaid = (open.get(order.saleId ?? '') ?? 0) === 0;
    return owedMinor !== undefined && wasPaid ? [reopenOrder(order, owedMinor, moment)] : [];
  });
}

/** The refusal for a payment nobody knows. */
export function paymentUnknown(paymentId: string): Error {
  return salesErrors.paymentUnknown('There is no such payment in this store.', { paymentId });
}
