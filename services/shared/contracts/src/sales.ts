import { z } from 'zod';
import { quote, storeView } from './catalog.js';
import { allocatedLine, disposition } from './inventory.js';
import { buyer, documentType, paymentMade, paymentMethod, type PaymentMethod } from './invoicing.js';
import { defineError, errorBody } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  actor,
  amountMinor,
  auditRange,
  currency,
  day,
  days,
  documentNumber,
  id,
  instant,
  minor,
  page,
  pageOf,
  quantity,
  taxNumber,
  taxRateBps,
  text,
  timeZone,
} from './kernel/schemas.js';

/** Messages of sales and of the ledger: customers, orders, sales, STI, journal, corrections, business days. */

const customerFields = {
  kind: z.enum(['walkIn', 'person', 'company']),
  name: text(160),
  phone: text(40).optional(),
  email: z.email().max(200).optional(),
  address: text(300).optional(),
  /** Tax number; a FACTURE to a company needs it. */
  taxId: text(40).optional(),
  /** How much the customer may owe; absent: nothing without a manager's approval. */
  creditLimit: z.strictObject({ minor: amountMinor, currency }).optional(),
};

/** A customer account; a walk-in customer is an account too. */
export const customerView = z.object({
  customerId: id('customer'),
  ...customerFields,
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1).default(1),
  createdAt: instant,
});
export type CustomerView = z.infer<typeof customerView>;

/** What of a customer account may be changed; null takes a fact out. */
export const customerChanges = z.strictObject({
  name: customerFields.name.optional(),
  phone: customerFields.phone.nullable(),
  email: customerFields.email.nullable(),
  address: customerFields.address.nullable(),
  taxId: taxNumber.nullable().optional(),
  creditLimit: customerFields.creditLimit.nullable(),
});

/** A payment that comes with a checkout. Cash may be tendered above the amount; the change is the difference. */
export const payment = z.strictObject({
  method: paymentMethod,
  amountMinor: amountMinor.min(1),
  tenderedMinor: amountMinor.optional(),
});
export type Payment = z.infer<typeof payment>;

/** A line of an order; the price is the negotiated net unit price, the list price when absent. */
export const orderLineInput = z.strictObject({
  lineId: id('line'),
  productId: id('product'),
  quantity,
  unitPriceMinor: amountMinor.optional(),
});
export type OrderLineInput = z.infer<typeof orderLineInput>;

/** States of an order; checkingOut and pendingApproval are locks held by its checkout. */
export const orderState = z.enum([
  'draft',
  'checkingOut',
  'pendingApproval',
  'fulfilled',
  'invoiced',
  'paid',
  'cancelled',
]);
export type OrderState = z.infer<typeof orderState>;

/** Why an order needs a manager. */
export const approvalReason = z.object({
  code: z.enum(['price.below-min', 'price.above-max', 'credit.over-limit', 'taxFree', 'requested']),
  lineId: id('line').optional(),
  productId: id('product').optional(),
  /** What the customer would owe after the sale, minor units: the approval covers this much and no more. */
  owedMinor: minor.optional(),
  message: z.string(),
});
export type ApprovalReason = z.infer<typeof approvalReason>;

/** A manager's verdict. */
export const verdict = z.strictObject({ approved: z.boolean(), by: actor, note: text(500).optional() });
export type Verdict = z.infer<typeof verdict>;

/** A verdict as it travels through a workflow: what the manager wrote is kept by sales, and named by its id. */
export const verdictGiven = z.strictObject({
  approved: z.boolean(),
  by: actor,
  noteId: id('text').optional(),
});
export type VerdictGiven = z.infer<typeof verdictGiven>;

const totals = { netMinor: minor, taxMinor: minor, grossMinor: minor };

/** The frozen figures of a checkout under way. */
export const pricedLine = z.object({
  lineId: id('line'),
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  quantity,
  unitPriceMinor: amountMinor,
  priceMinMinor: amountMinor,
  priceListMinor: amountMinor,
  priceMaxMinor: amountMinor,
  taxRateBps,
  warrantyMonths: z.int(),
  ...totals,
});
export type PricedOrderLine = z.infer<typeof pricedLine>;

/** An order: mutable workflow document. `revision` grows with every change and every return to Draft. */
export const orderView = z.object({
  orderId: id('order'),
  storeId: id('store'),
  customerId: id('customer'),
  documentType,
  /** false: no tax is charged on this order. */
  taxed: z.boolean(),
  /** Why no tax is charged; there on every order that is not taxed. */
  taxFreeReason: z.string().optional(),
  approvalRequested: z.boolean(),
  note: z.string().optional(),
  state: orderState,
  revision: z.int().min(1),
  lines: z.array(orderLineInput),
  /** The checkout that holds the lock. */
  sagaId: z.string().optional(),
  /** Frozen at the checkout under way or done. */
  priced: z.object({ currency, lines: z.array(pricedLine), ...totals }).optional(),
  approval: z
    .object({
      reasons: z.array(approvalReason),
      costMinor: amountMinor,
      marginMinor: minor,
      deadline: instant,
      verdict: verdict.optional(),
    })
    .optional(),
  /** Why the last attempt came back to Draft. */
  returned: z.object({ code: z.string(), message: z.string(), at: instant }).optional(),
  /** Why it was cancelled: as a Draft, or with all that it had sold. */
  cancelled: z.object({ reason: z.string(), at: instant, by: z.string() }).optional(),
  saleId: id('sale').optional(),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
});
export type OrderView = z.infer<typeof orderView>;

/** A line of a sale: everything as it was at that moment, with the batches it came from. */
export const saleLine = pricedLine.omit({ lineId: true }).extend({
  saleLineId: id('line'),
  costMinor: amountMinor,
  allocations: allocatedLine.shape.allocations,
});
export type SaleLine = z.infer<typeof saleLine>;

/** What came back, unit by unit, from a line of a sale; linked to the batch it was sold from. */
export const correctionLine = z.object({
  saleLineId: id('line'),
  productId: id('product'),
  quantity,
  disposition,
  ...totals,
  costMinor: amountMinor,
  allocations: allocatedLine.shape.allocations,
});
export type CorrectionLine = z.infer<typeof correctionLine>;

/** Where the refund goes; `account` leaves a credit on the customer's account, and pays a walk-in out in the means it paid. */
export const refundTo = z.enum(['cash', 'card', 'transfer', 'account']);
export type RefundTo = z.infer<typeof refundTo>;

/** What a person without a manager's rights may bring back; absent fields are not limited. */
export const returnLimits = z.strictObject({
  /** The highest gross, minor units of the sale's currency, that may come back of one sale in all. */
  maxGrossMinor: amountMinor.optional(),
  /** Days after the business day of the sale on which goods may still come back. */
  maxDays: z.int().nonnegative().optional(),
  /** Whether cash may be paid out for what was not paid in cash. */
  cashForOtherMeans: z.boolean(),
});
export type ReturnLimits = z.infer<typeof returnLimits>;

/** A cancellation or return of a sale. */
export const correctionView = z.object({
  correctionId: id('correction'),
  saleId: id('sale'),
  orderId: id('order'),
  storeId: id('store'),
  customerId: id('customer'),
  kind: z.enum(['cancellation', 'return']),
  state: z.enum(['begun', 'posted', 'final', 'abandoned']),
  reason: z.string(),
  refundTo,
  currency,
  lines: z.array(correctionLine),
  ...totals,
  costMinor: amountMinor,
  /** Paid out, once what the customer owes is settled; the rest of the gross is on the account. Decided when it is posted. */
  refundMinor: amountMinor,
  stiId: id('sti').optional(),
  businessDay: day.optional(),
  creditNoteId: id('invoice').optional(),
  creditNoteNumber: z.string().optional(),
  begunAt: instant,
  begunBy: actor,
  postedAt: instant.optional(),
  sagaId: z.string(),
});
export type CorrectionView = z.infer<typeof correctionView>;

/** Where the workflow of a sale stands. */
export const saleState = z.enum(['posting', 'final', 'correcting', 'cancelled']);

/** A sale. `posting` until its stock, invoice and guarantee are all there: never read it as finished before. */
export const saleView = z.object({
  saleId: id('sale'),
  orderId: id('order'),
  stiId: id('sti'),
  storeId: id('store'),
  holdId: id('hold'),
  store: storeView,
  customer: buyer,
  documentType,
  taxed: z.boolean(),
  taxFreeReason: z.string().optional(),
  currency,
  lines: z.array(saleLine),
  ...totals,
  costMinor: amountMinor,
  marginMinor: minor,
  payment: paymentMade.optional(),
  approval: z.object({ reasons: z.array(approvalReason), verdict }).optional(),
  businessDay: day,
  soldAt: instant,
  soldBy: actor,
  sagaId: z.string(),
  /** Where its workflow stands; not part of the immutable record. */
  state: saleState,
  /** Grows with every correction that ends; a correction names the revision it was asked for. */
  revision: z.int().min(1),
  invoiceId: id('invoice').optional(),
  invoiceNumber: z.string().optional(),
  guaranteeId: id('guarantee').optional(),
  returned: z.array(z.object({ saleLineId: id('line'), quantity })),
  corrections: z.array(correctionView),
});
export type SaleView = z.infer<typeof saleView>;

/** Accounts of the chart. Debit side: cash, card, bankTransfer, receivable, inventory, costOfGoodsSold, shrinkage. */
export const account = z.enum([
  'cash',
  'card',
  'bankTransfer',
  'receivable',
  'inventory',
  'goodsReceivedNotInvoiced',
  'outputTax',
  'revenue',
  'costOfGoodsSold',
  'shrinkage',
]);
export type Account = z.infer<typeof account>;

/** The account that money of a payment method is booked on. */
export const PAYMENT_ACCOUNTS: Readonly<Record<PaymentMethod, Account>> = {
  cash: 'cash',
  card: 'card',
  transfer: 'bankTransfer',
};

/** One side of a journal entry; exactly one of debit and credit is above zero. */
export const entryLine = z.object({
  account,
  customerId: id('customer').optional(),
  debitMinor: amountMinor,
  creditMinor: amountMinor,
});
export type EntryLine = z.infer<typeof entryLine>;

/** What a journal entry is posted for. */
export const entryKind = z.enum(['sale', 'correction', 'delivery', 'writeOff']);

/** A journal entry: immutable, Σ debit = Σ credit. */
export const entryView = z.object({
  entryId: id('entry'),
  storeId: id('store'),
  currency,
  kind: entryKind,
  /** The record behind it: a sale, a correction, a delivery. */
  ref: z.string(),
  memo: z.string(),
  /** The day it is posted on, open at that moment. */
  businessDay: day,
  /** The day it belongs to, when that day was closed before the fact came. */
  occurredDay: day.optional(),
  postedAt: instant,
  postedBy: z.string(),
  lines: z.array(entryLine),
});
export type EntryView = z.infer<typeof entryView>;

/** Figures of a store's business day, minor units: net of what came back. */
export const dayFigures = z.object({
  sales: z.int(),
  corrections: z.int(),
  ...totals,
  costMinor: minor,
  /** What came in less what was paid out, by means of payment. */
  received: z.record(z.string(), minor),
  taxByRate: z.record(z.string(), minor),
});
export type DayFigures = z.infer<typeof dayFigures>;

/** A business day as it stands: its figures, those of each hour with an entry, and those of each product. */
export const dayReading = z.object({
  figures: dayFigures,
  hours: z.array(z.object({ hour: z.int().min(0).max(23), sales: z.int(), netMinor: minor, grossMinor: minor })),
  products: z.array(z.object({ productId: id('product'), quantity: z.int(), netMinor: minor, costMinor: minor })),
});
export type DayReading = z.infer<typeof dayReading>;

/** Immutable figures of a store's business day, chained by hash to the day closed before. */
export const snapshotView = z.object({
  storeId: id('store'),
  businessDay: day,
  sequence: z.int().min(1),
  currency,
  figures: dayFigures,
  closedAt: instant,
  closedBy: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type SnapshotView = z.infer<typeof snapshotView>;

/** One checked equation of the audit, with both sides and the ids concerned where it does not hold. */
export const auditBreak = z.object({
  invariant: z.int().min(1).max(11),
  message: z.string(),
  left: z.unknown(),
  right: z.unknown(),
  ids: z.array(z.string()),
});
export type AuditBreak = z.infer<typeof auditBreak>;

/**
 * A report of the audit. `checked` has the whole numbers; `breaks` has the first of each invariant as examples, cut to a
 * size that every message takes. `underWay` counts what was left out because its saga or message is on its way.
 */
export const auditReport = z.object({
  auditId: id('audit'),
  startedAt: instant,
  finishedAt: instant,
  ok: z.boolean(),
  checked: z.array(
    z.object({
      invariant: z.int(),
      title: z.string(),
      checked: z.int(),
      underWay: z.int(),
      breaks: z.int(),
      left: z.unknown().optional(),
      right: z.unknown().optional(),
    }),
  ),
  breaks: z.array(auditBreak),
});
export type AuditReport = z.infer<typeof auditReport>;

/** Refusals of sales. */
export const salesErrors = {
  customerUnknown: defineError('customer.unknown', 'notFound'),
  /** A text that was to be kept for a saga is not there. */
  textUnknown: defineError('text.unknown', 'notFound'),
  customerExists: defineError('customer.exists', 'conflict'),
  /** Another revision is current: read the account again. details: {revision}. */
  customerChanged: defineError('customer.changed', 'conflict'),
  orderUnknown: defineError('order.unknown', 'notFound'),
  orderExists: defineError('order.exists', 'conflict'),
  /** Another revision is current: read the order again. details: {revision}. */
  orderChanged: defineError('order.changed', 'conflict'),
  /** The order is not in a state that allows this. details: {state}. */
  orderState: defineError('order.state', 'conflict'),
  orderEmpty: defineError('order.empty', 'rejected'),
  quoteMismatch: defineError('order.quote-mismatch', 'conflict'),
  /** A FACTURE needs a named customer, and of a company an address and a tax number that can be one. */
  buyerIncomplete: defineError('invoice.buyer-incomplete', 'rejected'),
  paymentTooHigh: defineError('payment.too-high', 'rejected'),
  paymentTenderedTooLow: defineError('payment.tendered-too-low', 'rejected'),
  /** A walk-in customer cannot owe. */
  walkInMustPay: defineError('payment.walk-in-must-pay', 'rejected'),
  dayClosed: defineError('day.closed', 'rejected'),
  dayUnderWay: defineError('day.sales-under-way', 'conflict'),
  dayNotYet: defineError('day.not-yet', 'rejected'),
  /** Today is closed before its end only by those who may. details: {today}. */
  dayNotOver: defineError('day.not-over', 'rejected'),
  /** Another day has to be closed first. details: {next}. */
  dayOutOfOrder: defineError('day.out-of-order', 'rejected'),
  approvalMissing: defineError('approval.missing', 'rejected'),
  /** details: {by, note?}: who said no, and what was written with it. */
  approvalRejected: defineError('approval.rejected', 'rejected'),
  approvalExpired: defineError('approval.expired', 'rejected'),
  /** As many orders of the store wait for a manager as may wait at once. details: {limit}. */
  approvalQueueFull: defineError('approval.queue-full', 'rejected'),
  /** No approval is being waited for. */
  approvalNotPending: defineError('approval.not-pending', 'conflict'),
  /** More than one document may amount to. details: {maxMinor}. */
  amountTooLarge: defineError('amount.too-large', 'rejected'),
  saleUnknown: defineError('sale.unknown', 'notFound'),
  saleExists: defineError('sale.exists', 'conflict'),
  /** Another revision of the sale is current. details: {revision}. */
  saleChanged: defineError('sale.changed', 'conflict'),
  /** Still posting, being corrected, or cancelled. details: {state}. */
  saleState: defineError('sale.state', 'conflict'),
  /** More would come back than was sold. details.lines: [{saleLineId, sold, returned, asked}]. */
  returnTooMuch: defineError('return.too-much', 'conflict'),
  returnLineUnknown: defineError('return.line-unknown', 'notFound'),
  /** More would come back of the sale than this person may take back. details: {grossMinor, maxGrossMinor}. */
  returnAboveLimit: defineError('return.above-limit', 'forbidden'),
  /** The sale is older than this person may take back. details: {days, maxDays}. */
  returnTooLate: defineError('return.too-late', 'forbidden'),
  /** Cash would be paid out for what was paid otherwise. details: {paidBy}. */
  refundNotInCash: defineError('refund.not-in-cash', 'forbidden'),
  /** An order that is not taxed says why. */
  taxFreeReasonMissing: defineError('order.tax-free-reason-missing', 'invalid'),
  correctionUnknown: defineError('correction.unknown', 'notFound'),
  correctionState: defineError('correction.state', 'conflict'),
} as const;

const orderContent = {
  customerId: id('customer'),
  documentType,
  taxed: z.boolean().default(true),
  /** Why no tax is charged: needed when `taxed` is false, dropped when it is true. */
  taxFreeReason: text(500).optional(),
  approvalRequested: z.boolean().default(false),
  note: text(500).optional(),
  lines: z
    .array(orderLineInput)
    .max(1000)
    .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, 'line ids must differ'),
};

/** Ids of what a checkout writes: minted with the request, and those of its first lock from then on. */
export const checkoutIds = z.strictObject({
  saleId: id('sale'),
  holdId: id('hold'),
  invoiceId: id('invoice'),
  guaranteeId: id('guarantee'),
});

/** The steps of a saga, as they ended. */
const story = z
  .array(z.object({ name: z.string().max(40), at: instant, state: z.enum(['done', 'refused', 'undone']) }))
  .max(200);

/** How a saga ended: what a repeated request is answered, however long ago it was, and the story of what happened. */
export const sagaRecord = z.object({
  sagaId: z.string().max(300),
  /** Hash of the request; a request with another one is not its repetition. */
  fingerprint: z.string().max(100).optional(),
  outcome: z.discriminatedUnion('status', [
    z.object({ status: z.literal('done'), result: z.record(z.string(), z.unknown()) }),
    z.object({ status: z.literal('refused'), refusal: errorBody }),
  ]),
  steps: story,
  endedAt: instant,
});
export type SagaRecord = z.infer<typeof sagaRecord>;

const atRevision = { orderId: id('order'), revision: z.int().min(1) };

/** Messages sales accepts. */
export const sales = {
  createCustomer: command('sales.createCustomer', 'Opens a customer account.', {
    input: z.strictObject({ customerId: id('customer'), ...customerFields, taxId: taxNumber.optional() }),
    reply: customerView,
  }),
  changeCustomer: command('sales.changeCustomer', 'Changes a customer account; past documents keep what they say.', {
    input: z.strictObject({ customerId: id('customer'), revision: z.int().min(1), changes: customerChanges }),
    reply: customerView,
  }),
  readCustomer: query('sales.readCustomer', 'One customer.', {
    input: z.strictObject({ customerId: id('customer') }),
    reply: customerView,
  }),
  listCustomers: query(
    'sales.listCustomers',
    'Customers by the start of a word of the name, or by phone or tax number.',
    {
      input: z.strictObject({ text: text(100).optional(), kind: customerFields.kind.optional(), ...page }),
      reply: pageOf(customerView),
    },
  ),
  customerBalance: query(
    'sales.customerBalance',
    'What the customer owes: Σ of the receivable lines of the journal, by currency.',
    {
      input: z.strictObject({ customerId: id('customer') }),
      reply: z.object({ customerId: id('customer'), balances: z.array(z.object({ currency, balanceMinor: minor })) }),
    },
  ),
  createOrder: command('sales.createOrder', 'Opens an order as Draft.', {
    input: z.strictObject({ orderId: id('order'), storeId: id('store'), ...orderContent }),
    reply: orderView,
  }),
  changeOrder: command('sales.changeOrder', 'Replaces the content of a Draft.', {
    input: z.strictObject({ ...atRevision, ...orderContent }),
    reply: orderView,
  }),
  keepText: command(
    'sales.keepText',
    'Keeps what a person wrote for a saga: workflow histories hold its id only, so nothing is to be erased there.',
    {
      input: z.strictObject({ textId: id('text'), text: text(500) }),
      reply: z.object({ textId: id('text') }),
    },
  ),
  cancelOrder: command('sales.cancelOrder', 'Cancels a Draft.', {
    input: z.strictObject({ ...atRevision, reasonId: id('text') }),
    reply: orderView,
  }),
  readOrder: query('sales.readOrder', 'One order.', {
    input: z.strictObject({ orderId: id('order') }),
    reply: orderView,
  }),
  listOrders: query('sales.listOrders', 'Orders, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      state: orderState.optional(),
      customerId: id('customer').optional(),
      ...page,
    }),
    reply: pageOf(orderView),
  }),
  beginCheckout: command(
    'sales.beginCheckout',
    'Locks a Draft, freezes its quote and decides whether a manager must approve.',
    {
      input: z.strictObject({
        ...atRevision,
        quote,
        payment: payment.optional(),
        ids: checkoutIds,
        /** Whether the person may sell without tax; else a manager must approve it. */
        maySellTaxFree: z.boolean().default(false),
      }),
      reply: z.object({
        ids: checkoutIds,
        storeId: id('store'),
        customerId: id('customer'),
        currency,
        lines: z.array(z.object({ lineId: id('line'), productId: id('product'), quantity })),
        ...totals,
        approvalReasons: z.array(approvalReason),
        warranted: z.boolean(),
      }),
    },
  ),
  requestApproval: command('sales.requestApproval', 'The order waits for a manager, with its stock held.', {
    input: z.strictObject({
      ...atRevision,
      costMinor: amountMinor,
      deadline: instant,
      /** How many orders of the store may wait at once, this one included; absent: any number. */
      maxWaiting: z.int().min(1).optional(),
      /** What the manager is asked to approve. */
      reasons: z.array(approvalReason).min(1).max(1100),
    }),
    reply: z.object({ state: orderState }),
  }),
  stopCheckout: command(
    'sales.stopCheckout',
    'First undo of a checkout: its sale cannot be posted any more. The order stays locked until returnToDraft. When this saga has posted its sale, nothing is undone and `posted` says so.',
    {
      input: z.strictObject(atRevision),
      reply: z.object({
        /** The saga is past its pivot and has to go forward; whether a line carries a warranty. */
        posted: z.object({ warranted: z.boolean() }).optional(),
        /** The ids that this saga's lock was taken with. */
        ids: checkoutIds.optional(),
      }),
    },
  ),
  returnToDraft: command(
    'sales.returnToDraft',
    'Undo of beginCheckout, if present: back to Draft with the reason, under a new revision. Nothing is undone when this saga has posted its sale.',
    {
      input: z.strictObject({ ...atRevision, refusal: errorBody, steps: story.default([]) }),
      reply: z.object({ revision: z.int(), state: orderState }),
    },
  ),
  postSale: command('sales.postSale', 'The pivot: sale, STI, journal entries and payment, in one transaction.', {
    input: z.strictObject({
      ...atRevision,
      saleId: id('sale'),
      holdId: id('hold'),
      allocations: z.array(allocatedLine).min(1).max(1000),
      verdict: verdictGiven.optional(),
      /** The order's store: posts of one store queue up in a process instead of fighting over its business day. */
      storeId: id('store').optional(),
    }),
    /** The sale as it was posted: its documents are issued from these values. */
    reply: z.object({ sale: saleView }),
  }),
  finalizeSale: command(
    'sales.finalizeSale',
    'Stock, invoice and guarantee are there: the sale may be read as finished.',
    {
      input: z.strictObject({
        saleId: id('sale'),
        invoiceId: id('invoice'),
        invoiceNumber: text(60),
        guaranteeId: id('guarantee').optional(),
        steps: story.default([]),
      }),
      reply: z.object({ saleId: id('sale'), state: saleState }),
    },
  ),
  readSale: query('sales.readSale', 'One sale with where it stands and its corrections.', {
    input: z.strictObject({ saleId: id('sale') }),
    reply: saleView,
  }),
  listSales: query('sales.listSales', 'Sales, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      customerId: id('customer').optional(),
      productId: id('product').optional(),
      /** The number of its document, whole or how it begins; at most 200 documents begin so. */
      number: documentNumber.optional(),
      /** The person who sold it. Needs from and to, or a number; so do state and amounts. */
      soldBy: z.string().min(1).max(64).optional(),
      state: saleState.optional(),
      /** Gross, minor units. */
      minGrossMinor: amountMinor.optional(),
      maxGrossMinor: amountMinor.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(saleView),
  }),
  beginCorrection: command(
    'sales.beginCorrection',
    'Locks a final sale and decides what comes back; no lines: all that is left.',
    {
      input: z.strictObject({
        correctionId: id('correction'),
        saleId: id('sale'),
        revision: z.int().min(1),
        kind: z.enum(['cancellation', 'return']),
        reasonId: id('text'),
        refundTo,
        lines: z
          .array(z.strictObject({ saleLineId: id('line'), quantity, disposition }))
          .min(1)
          .max(1000)
          .optional(),
        /** Absent: the person may take back anything. */
        limits: returnLimits.optional(),
      }),
      reply: correctionView,
    },
  ),
  abandonCorrection: command('sales.abandonCorrection', 'Undo of beginCorrection, if present; leaves a tombstone.', {
    input: z.strictObject({
      correctionId: id('correction'),
      saleId: id('sale'),
      revision: z.int().min(1),
      refusal: errorBody,
      steps: story.default([]),
    }),
    reply: z.object({ abandoned: z.boolean() }),
  }),
  postReversal: command(
    'sales.postReversal',
    'The pivot: reversing STI and journal entries, refund or credit, in one transaction.',
    {
      input: z.strictObject({ correctionId: id('correction'), saleId: id('sale') }),
      reply: correctionView,
    },
  ),
  finalizeCorrection: command(
    'sales.finalizeCorrection',
    'Stock and credit note are there: the correction may be read as finished.',
    {
      input: z.strictObject({
        correctionId: id('correction'),
        saleId: id('sale'),
        creditNoteId: id('invoice'),
        creditNoteNumber: text(60),
        steps: story.default([]),
      }),
      reply: z.object({ correctionId: id('correction'), state: z.enum(['final', 'cancelled']) }),
    },
  ),
  recordOutcome: command('sales.recordOutcome', 'Keeps how a saga ended that has no last step of its own.', {
    input: sagaRecord.pick({ outcome: true, steps: true }).strict(),
    reply: z.object({ sagaId: z.string() }),
  }),
  readOutcome: query('sales.readOutcome', 'How a saga ended; nothing while it runs, and for one that never was.', {
    input: z.strictObject({ sagaId: z.string().max(300) }),
    reply: z.object({ ended: sagaRecord.optional() }),
  }),
  listEntries: query('sales.listEntries', 'Journal entries, newest first.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      ref: z.string().max(64).optional(),
      customerId: id('customer').optional(),
      account: account.optional(),
      /** Needs from and to, a record or a customer. */
      kind: entryKind.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(entryView),
  }),
  trialBalance: query(
    'sales.trialBalance',
    'Σ debit and Σ credit of every account, by currency; the columns are equal.',
    {
      input: z.strictObject({ storeId: id('store').optional() }),
      reply: z.object({
        balances: z.array(
          z.object({
            currency,
            totalDebitMinor: minor,
            totalCreditMinor: minor,
            accounts: z.array(z.object({ account, debitMinor: minor, creditMinor: minor, balanceMinor: minor })),
          }),
        ),
      }),
    },
  ),
  closeDay: command(
    'sales.closeDay',
    'Closes the next open business day: stores its immutable snapshot; refused while one of its sales is under way.',
    {
      input: z.strictObject({
        store: storeView,
        businessDay: day,
        /** The caller may close today before it is over. */
        beforeItsEnd: z.boolean().default(false),
      }),
      reply: snapshotView,
    },
  ),
  readDay: query('sales.readDay', 'A business day of a store as it stands, by hour and by product.', {
    /** The time zone of the store: it decides the hours. */
    input: z.strictObject({ storeId: id('store'), businessDay: day, timeZone }),
    reply: dayReading,
  }),
  listSnapshots: query('sales.listSnapshots', 'Closed days, newest first.', {
    input: z.strictObject({ storeId: id('store').optional(), ...page }),
    reply: pageOf(snapshotView),
  }),
  recordAudit: command('sales.recordAudit', 'Keeps a report of the audit.', {
    input: z.strictObject({ report: auditReport }),
    reply: z.object({ auditId: id('audit') }),
  }),
  readLastAudit: query('sales.readLastAudit', 'The last report of the audit, or that of one id.', {
    input: z.strictObject({ auditId: id('audit').optional() }),
    reply: z.object({ report: auditReport.optional() }),
  }),
  auditRecords: query('sales.auditRecords', 'Canonical records for the audit, in order of id.', {
    input: z.strictObject({
      kind: z.enum(['sales', 'stis', 'entries', 'corrections', 'orders', 'snapshots', 'balances']),
      ...auditRange,
    }),
    reply: z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() }),
  }),
} as const;

/** Events sales broadcasts. */
export const salesEvents = {
  orderChanged: event(
    'sales.orderChanged',
    'An order has a new state or content.',
    z.object({
      orderId: id('order'),
      storeId: id('store'),
      state: orderState,
      revision: z.int(),
      saleId: id('sale').optional(),
      changedAt: instant,
    }),
  ),
  saleChanged: event(
    'sales.saleChanged',
    'A sale was posted, became final, or was corrected.',
    z.object({
      saleId: id('sale'),
      orderId: id('order'),
      storeId: id('store'),
      state: z.string(),
      revision: z.int(),
      changedAt: instant,
    }),
  ),
} as const;

/** Records of the audit, as auditRecords answers them by kind. */
export interface SalesAuditRecords {
  sales: {
    id: string;
    orderId: string;
    stiId: string;
    storeId: string;
    customerId: string;
    /** Digest of the buyer as it goes on documents; equal to that of its invoice. */
    buyer: string;
    holdId: string;
    currency: string;
    state: SaleView['state'];
    sagaId: string;
    soldAt: string;
    businessDay: string;
    lines: SaleLine[];
    netMinor: number;
    taxMinor: number;
    grossMinor: number;
    costMinor: number;
    invoiceId?: string;
    guaranteeId?: string;
  };
  stis: {
    id: string;
    kind: 'sale' | 'reversal';
    saleId: string;
    correctionId?: string;
    storeId: string;
    currency: string;
    businessDay: string;
    netMinor: number;
    taxMinor: number;
    grossMinor: number;
    costMinor: number;
    lines: {
      saleLineId: string;
      productId: string;
      quantity: number;
      taxRateBps: number;
      netMinor: number;
      taxMinor: number;
      costMinor: number;
    }[];
    receivedMinor: number;
    receivedBy?: PaymentMethod;
  };
  entries: Omit<EntryView, 'memo' | 'postedBy'> & { id: string };
  corrections: {
    id: string;
    saleId: string;
    kind: CorrectionView['kind'];
    state: CorrectionView['state'];
    sagaId: string;
    storeId: string;
    creditNoteId?: string;
    grossMinor: number;
    costMinor: number;
    lines: CorrectionLine[];
    begunAt: string;
  };
  orders: { id: string; state: OrderState; revision: number; sagaId?: string; saleId?: string; storeId: string };
  snapshots: SnapshotView & { id: string };
  /** Per customer and currency, as customerBalance answers it. */
  balances: { id: string; customerId: string; currency: string; balanceMinor: number };
}
