import { z } from 'zod';
import { storeView } from './catalog.js';
import { paymentMade, paymentMethod } from './invoicing.js';
import { tillCode } from './ledger.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, day, days, id, instant, minor, page, pageOf, text } from './kernel/schemas.js';

/** Messages of sales about money that comes in and goes out: payments, refunds, tills and their sessions. */

/**
 * Money given for something: minor units. Cash may be tendered above what is due; the change is the difference. `credit`
 * takes from what the shop owes the customer.
 */
export const payment = z.strictObject({
  method: paymentMethod,
  amountMinor: amountMinor.min(1),
  tenderedMinor: amountMinor.optional(),
  /** Number of the card slip, the transfer or the cheque. */
  reference: text(60).optional(),
});
export type Payment = z.infer<typeof payment>;

/** What comes with one checkout: at most ten payments, one of them in cash, and none of a method twice but cards and cheques. */
export const splitPayment = z
  .array(payment)
  .max(10)
  .refine((all) => ['cash', 'credit'].every((method) => all.filter((one) => one.method === method).length <= 1), {
    error: 'cash and credit can each be given once: add the amounts up',
  });

/** The till and the session that money went through. */
export const throughTill = z.object({ till: tillCode, sessionId: id('tillSession') });

/** A part of a payment that pays a sale. */
export const paidSale = z.object({ saleId: id('sale'), amountMinor: amountMinor.min(1) });
export type PaidSale = z.infer<typeof paidSale>;

/** What a payment is for: with a checkout, later, what comes back of a sale, credit paid out, the reversal of another one. */
export const paymentKind = z.enum(['checkout', 'later', 'refund', 'creditPaidOut', 'reversal']);

/** A payment: immutable. `direction` is seen from the shop; amounts are positive, minor units. */
export const paymentView = z.object({
  paymentId: id('payment'),
  /** Gapless per store and year, such as ALG1-P-2026-000042. */
  number: z.string(),
  kind: paymentKind,
  direction: z.enum(['in', 'out']),
  storeId: id('store'),
  customerId: id('customer'),
  currency,
  ...paymentMade.shape,
  /** The sales it pays, in order; what is left of the amount is `creditMinor`. */
  allocations: z.array(paidSale),
  /** What of it became, or was taken from, the customer's credit. */
  creditMinor: amountMinor,
  through: throughTill.optional(),
  saleId: id('sale').optional(),
  correctionId: id('correction').optional(),
  /** The payment that this one reverses. */
  reverses: id('payment').optional(),
  reason: z.string().optional(),
  businessDay: day,
  at: instant,
  by: z.string(),
  sagaId: z.string().optional(),
  /** The payment that reverses this one; not part of the record. */
  reversedBy: id('payment').optional(),
});
export type PaymentView = z.infer<typeof paymentView>;

/** A sale of which something is owed, minor units. */
export const openItem = z.object({
  saleId: id('sale'),
  orderId: id('order'),
  storeId: id('store'),
  currency,
  openMinor: amountMinor,
});
export type OpenItem = z.infer<typeof openItem>;

/** Cash taken out of a till, or put into it, for something else than a sale. */
export const cashMovement = z.object({
  direction: z.enum(['in', 'out']),
  /** Where it goes or comes from: the bank, the safe of the store, small expenses. */
  purpose: z.enum(['safe', 'bank', 'expense']),
  amountMinor: amountMinor.min(1),
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type CashMovement = z.infer<typeof cashMovement>;

/** A till of a store. */
export const tillView = z.object({
  storeId: id('store'),
  till: tillCode,
  name: z.string(),
  /** Sessions so far; the number of the last one. */
  sessions: z.int(),
  /** The session that is open. */
  openSession: z
    .object({ sessionId: id('tillSession'), number: z.int(), openedAt: instant, openedBy: z.string(), openedDay: day })
    .optional(),
});
export type TillView = z.infer<typeof tillView>;

/** Figures of a till session, minor units: sales and returns rung up in it, money through it. */
export const tillFigures = z.object({
  sales: z.int(),
  corrections: z.int(),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  /** Tax by rate in basis points. */
  taxByRate: z.record(z.string(), minor),
  /** What came in less what went out, by method. */
  received: z.record(z.string(), minor),
  payments: z.int(),
  cashInMinor: minor,
  cashOutMinor: minor,
});
export type TillFigures = z.infer<typeof tillFigures>;

/** A till as it stands. What a cashier who is to count blind must not know is absent for him. */
export const xReport = z.object({
  storeId: id('store'),
  till: tillCode,
  sessionId: id('tillSession'),
  number: z.int(),
  currency,
  openedAt: instant,
  openedBy: z.string(),
  floatMinor: amountMinor,
  at: instant,
  figures: tillFigures,
  movements: z.array(cashMovement),
  /** The cash that should be in the drawer. */
  expectedMinor: minor,
});
export type XReport = z.infer<typeof xReport>;

/** The report of a closed session: immutable, numbered without gaps per till, chained by hash to the one before. */
export const zReport = xReport.extend({
  closedAt: instant,
  closedBy: z.string(),
  businessDay: day,
  /** What was counted, and how far it is from what should be there. */
  countedMinor: amountMinor,
  differenceMinor: minor,
  /** What stays in the drawer for the next session; the rest went to the safe. */
  keptMinor: amountMinor,
  note: z.string().optional(),
  /** Gross of all sales less all that came back through this till, ever, this session included. */
  grandTotalMinor: minor,
  /** Gross of all sales through this till, ever: it only grows. */
  perpetualTotalMinor: minor,
  previousHash: z.string(),
  hash: z.string(),
});
export type ZReport = z.infer<typeof zReport>;

/** Refusals of payments and tills. */
export const paymentErrors = {
  paymentUnknown: defineError('payment.unknown', 'notFound'),
  paymentExists: defineError('payment.exists', 'conflict'),
  paymentTooHigh: defineError('payment.too-high', 'rejected'),
  paymentTenderedTooLow: defineError('payment.tendered-too-low', 'rejected'),
  /** A walk-in customer cannot owe. */
  walkInMustPay: defineError('payment.walk-in-must-pay', 'rejected'),
  /** A walk-in customer has no account to pay later, or to hold a credit. */
  walkInHasNoAccount: defineError('payment.walk-in-has-no-account', 'rejected'),
  /** More credit is asked for than the customer has. details: {creditMinor}. */
  creditTooLow: defineError('payment.credit-too-low', 'rejected'),
  /** A sale that is named owes less, or nothing, or is not the customer's. details: {saleId, openMinor}. */
  nothingOpen: defineError('payment.nothing-open', 'conflict'),
  alreadyReversed: defineError('payment.already-reversed', 'conflict'),
  /** What it paid was paid out, or used, since. */
  paymentUsed: defineError('payment.used', 'conflict'),
  /** Cash goes through an open session of a till: name it. */
  tillSessionMissing: defineError('till.session-missing', 'rejected'),
  tillSessionUnknown: defineError('till.session-unknown', 'notFound'),
  tillSessionClosed: defineError('till.session-closed', 'conflict'),
  tillUnknown: defineError('till.unknown', 'notFound'),
  tillExists: defineError('till.exists', 'conflict'),
  /** The till has an open session. details: {sessionId, openedBy, openedAt}. */
  tillOpen: defineError('till.open', 'conflict'),
  /** More cash would leave the till than is in it. details: {expectedMinor}. */
  tillCashTooLow: defineError('till.cash-too-low', 'rejected'),
} as const;

const through = { tillSessionId: id('tillSession').optional() };
const ofStore = { store: storeView };

/** Messages that sales accepts about payments and tills. */
export const paymentMessages = {
  takePayment: command(
    'sales.takePayment',
    'Takes a payment of a customer: for the sales named, else for the oldest that are open; what is left becomes credit.',
    {
      input: z.strictObject({
        paymentId: id('payment'),
        customerId: id('customer'),
        ...ofStore,
        payment,
        allocations: z.array(paidSale).max(200).optional(),
        ...through,
      }),
      reply: paymentView,
    },
  ),
  payOutCredit: command('sales.payOutCredit', 'Pays out what the shop owes a customer.', {
    input: z.strictObject({
      paymentId: id('payment'),
      customerId: id('customer'),
      ...ofStore,
      payment: payment.omit({ tenderedMinor: true }),
      reason: text(300),
      ...through,
    }),
    reply: paymentView,
  }),
  reversePayment: command(
    'sales.reversePayment',
    'Reverses a payment that was entered wrongly: what it paid is owed again, or paid by the replacement at once.',
    {
      input: z.strictObject({
        /** Of the reversal, and of the payment that replaces the wrong one. */
        reversalId: id('payment'),
        replacementId: id('payment').optional(),
        paymentId: id('payment'),
        ...ofStore,
        reason: text(300),
        replacement: payment.omit({ amountMinor: true }).optional(),
        ...through,
      }),
      reply: z.object({ reversal: paymentView, replacement: paymentView.optional() }),
    },
  ),
  readPayment: query('sales.readPayment', 'One payment.', {
    input: z.strictObject({ paymentId: id('payment') }),
    reply: paymentView,
  }),
  listPayments: query('sales.listPayments', 'Payments, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      customerId: id('customer').optional(),
      saleId: id('sale').optional(),
      tillSessionId: id('tillSession').optional(),
      method: paymentMethod.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(paymentView),
  }),
  openItems: query('sales.openItems', 'Sales of a customer of which something is owed, the oldest first.', {
    input: z.strictObject({ customerId: id('customer') }),
    reply: z.object({
      items: z.array(
        openItem.extend({
          businessDay: day,
          dueDay: day.optional(),
          invoiceNumber: z.string().optional(),
          grossMinor: amountMinor,
        }),
      ),
      /** What the shop owes the customer, by currency. */
      credits: z.array(z.object({ currency, creditMinor: amountMinor })),
    }),
  }),
  addTill: command('sales.addTill', 'Adds a till to a store.', {
    input: z.strictObject({ storeId: id('store'), till: tillCode, name: text(60) }),
    reply: tillView,
  }),
  listTills: query('sales.listTills', 'The tills of a store, or of all, with the sessions that are open.', {
    input: z.strictObject({ storeId: id('store').optional() }),
    reply: z.object({ items: z.array(tillView) }),
  }),
  openTillSession: command('sales.openTillSession', 'Opens a session of a till with the cash that is in its drawer.', {
    input: z.strictObject({
      sessionId: id('tillSession'),
      ...ofStore,
      till: tillCode,
      floatMinor: amountMinor,
    }),
    reply: xReport,
  }),
  moveTillCash: command('sales.moveTillCash', 'Takes cash out of an open till, or puts some into it.', {
    input: z.strictObject({
      sessionId: id('tillSession'),
      ...ofStore,
      ...cashMovement.pick({ direction: true, purpose: true, amountMinor: true }).shape,
      reason: text(300),
    }),
    reply: xReport,
  }),
  readTillSession: query('sales.readTillSession', 'A session as it stands, or its final report when it is closed.', {
    input: z.strictObject({ sessionId: id('tillSession') }),
    reply: z.object({ storeId: id('store'), x: xReport.optional(), z: zReport.optional() }),
  }),
  closeTillSession: command(
    'sales.closeTillSession',
    'Closes a session with what was counted: posts the difference, moves what is not kept to the safe, writes the Z report.',
    {
      input: z.strictObject({
        sessionId: id('tillSession'),
        ...ofStore,
        countedMinor: amountMinor,
        keptMinor: amountMinor.default(0),
        note: text(500).optional(),
      }),
      reply: zReport,
    },
  ),
  listZReports: query('sales.listZReports', 'Final reports of till sessions, newest first.', {
    input: z.strictObject({ storeId: id('store').optional(), till: tillCode.optional(), ...page }),
    reply: pageOf(zReport),
  }),
} as const;
