import {
  businessDayOf,
  payOut,
  salesErrors,
  type MintingContext,
  type OpenItem,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { requireCustomer } from './customer.js';
import { headOf, paymentEntry } from './journal.js';
import { moneyIn, moneyOut, paysFor, debit } from './money-lines.js';
import { drawNumbers, numberEntry } from './numbering.js';
import { allocatePayment, creditIn, settledSales } from './open-items.js';
import { settleOrder, type OwedOrder } from './order-payment.js';
import { paymentRecord, PAYMENT_SERIES } from './payment-record.js';
import type {
  Balance,
  BusinessDayRecord,
  CustomerRecord,
  EntryRecord,
  OrderRecord,
  PaymentRecord,
  SeriesRecord,
} from './records.js';
import { noAccount, requireCredit, tender } from './tender.js';
import { requireSessionForCash, throughOf, type SessionFor } from './through-till.js';

/** What a payment after the sale looks at: open sales are the oldest first, with their orders. */
export interface PaymentState {
  readonly customer: CustomerRecord | null;
  readonly items: readonly OpenItem[];
  readonly orders: readonly OwedOrder[];
  readonly balances: readonly Balance[];
  readonly day: BusinessDayRecord | null;
  readonly session: SessionFor | null;
  readonly series: SeriesRecord | null;
}

/** What is written with a payment: its document, its entry, and the orders that it leaves paid. */
export interface PaymentTaken {
  readonly payment: PaymentRecord;
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
  readonly orders: readonly OrderRecord[];
}

/**
 * A payment of a customer, for the sales named or for the oldest that are open; what is left becomes credit. Credit that is
 * used so is taken for open sales only. Refuses a walk-in, more credit than there is, cash without a till session.
 */
export function decideTakePayment(
  state: PaymentState,
  input: ParsedInputOf<typeof sales.takePayment>,
  moment: MintingContext,
): PaymentTaken {
  const { store, tillSessionId } = input;
  const customer = requireCustomer(state.customer, input.customerId);
  if (customer.kind === 'walkIn') throw noAccount(customer);
  const made = tender(input.payment, store);
  const { allocations, leftMinor } = allocatePayment(made.amountMinor, state.items, input.allocations, store.currency);
  if (made.method === 'credit') {
    requireCredit(made.amountMinor, creditIn(state.balances, store.currency), store.currency);
    if (leftMinor > 0) {
      throw salesErrors.nothingOpen('More credit would be used than is owed: credit pays sales that are open.', {
        leftMinor,
      });
    }
  }
  const paid = settledSales(state.items, allocations);
  return posted(state, store, moment, tillSessionId, {
    facts: {
      _id: input.paymentId,
      kind: 'later',
      direction: 'in',
      customerId: customer._id,
      allocations,
      creditMinor: leftMinor,
    },
    made,
    orders: state.orders
      .filter(({ order }) => order.saleId !== undefined && paid.includes(order.saleId))
      .map((owed) => settleOrder(owed, moment)),
  });
}

/** What the shop owes a customer, paid out. Refuses more than that, a walk-in, and cash without a till session. */
export function decidePayOutCredit(
  state: PaymentState,
  input: ParsedInputOf<typeof sales.payOutCredit>,
  moment: MintingContext,
): PaymentTaken {
  const { store, payment, tillSessionId } = input;
  const customer = requireCustomer(state.customer, input.customerId);
  if (customer.kind === 'walkIn') throw noAccount(customer);
  if (payment.method === 'credit') {
    throw salesErrors.paymentTooHigh('Credit cannot be paid out as credit: name cash, card, transfer or cheque.', {
      method: payment.method,
    });
  }
  requireCredit(payment.amountMinor, creditIn(state.balances, store.currency), store.currency);
  return posted(state, store, moment, tillSessionId, {
    facts: {
      _id: input.paymentId,
      kind: 'creditPaidOut',
      direction: 'out',
      customerId: customer._id,
      allocations: [],
      creditMinor: payment.amountMinor,
      reason: input.reason,
    },
    made: payOut(payment, store, payment.reference),
    orders: [],
  });
}

interface Decided {
  readonly facts: Parameters<typeof paymentRecord>[0];
  readonly made: Parameters<typeof paymentRecord>[1];
  readonly orders: readonly OrderRecord[];
}

function posted(
  state: PaymentState,
  store: ParsedInputOf<typeof sales.takePayment>['store'],
  moment: MintingContext,
  tillSessionId: string | undefined,
  { facts, made, orders }: Decided,
): PaymentTaken {
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  requireSessionForCash([made], tillSessionId);
  const through = throughOf(state.session, tillSessionId, store.storeId);
  const drawn = drawNumbers(state.series, store, PAYMENT_SERIES, businessDay, 1);
  const payment = paymentRecord(
    { ...facts, ...(through ? { through } : {}) },
    made,
    { store, businessDay, number: drawn.numbers[0]! },
    moment,
  );
  const moved = { payment: made, customerId: facts.customerId, till: through?.till };
  const lines =
    payment.direction === 'in'
      ? [...moneyIn(moved), ...paysFor(payment.customerId, payment.allocations, payment.creditMinor)]
      : [debit('customerCredit', payment.creditMinor, { customerId: payment.customerId }), ...moneyOut(moved)];
  const { entry, series } = numberEntry(
    drawn.series,
    store.code,
    paymentEntry(payment, lines, headOf(moment.mint('entry'), moment)),
  );
  return { payment, entry, series, orders };
}
