import { z } from 'zod';
import { bookkeepingMessages, type PeriodView, type SealedSum } from './bookkeeping.js';
import { soldPart } from './bundles.js';
import { quote, storeView } from './catalog.js';
import { chartMessages } from './chart.js';
import { closedDayMessages, type SealedDocument, type SealedMargin, type SnapshotView } from './closed-days.js';
import { allocatedLine, disposition } from './inventory.js';
import { buyer, documentType, paymentMade, type PaymentMethod } from './invoicing.js';
import { stockAccountMessages } from './stock-values.js';
import { customerErrors, customerMessages } from './customers.js';
import { customerImportMessages } from './contact-imports.js';
import { defineError, errorBody } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import type { Unit } from './kernel/units.js';
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
  measure,
  minor,
  page,
  pageOf,
  quantity,
  taxRateBps,
  text,
} from './kernel/schemas.js';
import { account, entryKind, entryView, type EntryView } from './ledger.js';
import { namedPriceList } from './price-lists.js';
import { payableErrors, payableMessages, type SupplierPaymentView } from './payables.js';
import {
  paidSale,
  paymentErrors,
  paymentMessages,
  splitPayment,
  throughTill,
  type PaymentView,
  type ZReport,
} from './payments.js';
import { reportMessages, type StiBatch } from './reports.js';
import { orderState, type OrderState } from './order-life.js';

/** Messages of sales and of the ledger: customers, orders, sales, STI, journal, corrections, business days. */

/** A discount with its reason: a percentage of the amount, or an amount in the terms of the order's prices. */
export const discount = z
  .strictObject({
    percentBps: z.int().min(1).max(10_000).optional(),
    amountMinor: amountMinor.min(1).optional(),
    reason: text(200),
  })
  .refine(({ percentBps, amountMinor: off }) => (percentBps === undefined) !== (off === undefined), {
    error: 'must have either percentBps or amountMinor',
    path: ['percentBps'],
  });
export type OrderDiscount = z.infer<typeof discount>;

/** What a person without a manager's rights may give off, in basis points of the amount. */
export const discountLimits = z.strictObject({
  lineBps: z.int().min(0).max(10_000),
  documentBps: z.int().min(0).max(10_000),
});
export type DiscountLimits = z.infer<typeof discountLimits>;

/** A line of an order; the price is the negotiated price of a whole unit on the store's terms, the list price when absent. */
export const orderLineInput = z.strictObject({
  lineId: id('line'),
  productId: id('product'),
  quantity,
  unitPriceMinor: amountMinor.optional(),
  discount: discount.optional(),
});
export type OrderLineInput = z.infer<typeof orderLineInput>;

/** Why an order needs a manager. */
export const approvalReason = z.object({
  code: z.enum([
    'price.below-min',
    'price.above-max',
    'discount.over-limit',
    'credit.over-limit',
    'stock.expired',
    'taxFree',
    'requested',
  ]),
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

/** How the prices of an order or sale are to be read, and what was given off. */
const priceTerms = {
  /** Unit prices and discounts include tax: the store's tags do, and the order is taxed. */
  pricesIncludeTax: z.boolean().default(false),
  /** Σ discounts of the lines, on the same terms and before tax. */
  discountMinor: amountMinor.default(0),
  discountNetMinor: amountMinor.default(0),
};

/** The frozen figures of a checkout under way. */
export const pricedLine = z.object({
  lineId: id('line'),
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  /** The category that the product had. */
  categoryId: id('category').optional(),
  quantity,
  ...measure,
  /** Prices of a whole unit, on the terms of the order. */
  unitPriceMinor: amountMinor,
  priceMinMinor: amountMinor,
  priceListMinor: amountMinor,
  priceMaxMinor: amountMinor,
  /** The price list that they are from; absent: the product's own. */
  priceList: namedPriceList.optional(),
  taxRateBps,
  warrantyMonths: z.int(),
  /** Of a bundle: the parts that one of them had. */
  parts: z.array(soldPart).optional(),
  /** The line's own discount, as it was asked for. */
  discount: discount.optional(),
  /** Its own discount and its share of the order's, on the terms of the order. */
  discountMinor: amountMinor.default(0),
  /** Of it: its share of the order's discount. */
  documentDiscountMinor: amountMinor.default(0),
  /** The discount before tax. */
  discountNetMinor: amountMinor.default(0),
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
  /** Given off the whole order, after the discounts of its lines. */
  discount: discount.optional(),
  /** The checkout that holds the lock. */
  sagaId: z.string().optional(),
  /** Frozen at the checkout under way or done. */
  priced: z.object({ currency, ...priceTerms, lines: z.array(pricedLine), ...totals }).optional(),
  approval: z
    .object({
      reasons: z.array(approvalReason),
      costMinor: amountMinor,
      marginMinor: minor,
      deadline: instant,
      verdict: verdict.optional(),
    })
    .optional(),
  /** It stands in the list of parked orders: under which name, by whom and since when. */
  parked: z.object({ label: z.string().optional(), by: z.string(), at: instant }).optional(),
  /** The cancellation of its sale that locks it, and the state it had before. */
  cancelling: z.object({ correctionId: id('correction'), from: orderState }).optional(),
  /** Why the last attempt came back to Draft, or a manager refused it. */
  returned: z.object({ code: z.string(), message: z.string(), at: instant }).optional(),
  /** Why it was cancelled: as a Draft, or with all that it had sold. */
  cancelled: z.object({ reason: z.string(), at: instant, by: z.string() }).optional(),
  saleId: id('sale').optional(),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  /** Who changed it last. */
  changedBy: z.string(),
  /** Its states, oldest first: by which transition, when, and by whom it came there. */
  life: z.array(z.object({ name: z.string(), state: orderState, at: instant, by: z.string() })),
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
  /** Shares of the discount of the line, as sold and before tax. */
  discountMinor: amountMinor.default(0),
  discountNetMinor: amountMinor.default(0),
  ...totals,
  costMinor: amountMinor,
  allocations: allocatedLine.shape.allocations,
});
export type CorrectionLine = z.infer<typeof correctionLine>;

/**
 * Where the refund goes: `original` the way it was paid, the last payment first; `account` leaves a credit with the
 * customer, and pays a walk-in out the way it paid.
 */
export const refundTo = z.enum(['original', 'cash', 'card', 'transfer', 'cheque', 'account']);
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
  /** The store that sold. */
  storeId: id('store'),
  /** The store that took the goods in, as it was then, where it is another one: day, numbers, money and books are its own. */
  takenBackIn: storeView.optional(),
  customerId: id('customer'),
  kind: z.enum(['cancellation', 'return']),
  state: z.enum(['begun', 'posted', 'final', 'abandoned']),
  reason: z.string(),
  refundTo,
  currency,
  lines: z.array(correctionLine),
  ...totals,
  costMinor: amountMinor,
  /**
   * What the gross does, minor units, decided when it is posted: it lowers what is owed of the sale itself, then other sales
   * of the customer (`settled`); of the rest `refundMinor` is paid out by `refunds`, and `creditMinor` stays with the shop.
   */
  settled: z.array(paidSale),
  refundMinor: amountMinor,
  refunds: z.array(paymentMade),
  creditMinor: amountMinor,
  /** The till that it was rung up at. */
  through: throughTill.optional(),
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
  ...priceTerms,
  /** Given off the whole sale; its shares are in the lines. */
  discount: discount.optional(),
  lines: z.array(saleLine),
  ...totals,
  costMinor: amountMinor,
  marginMinor: minor,
  /** What came with the checkout. */
  payments: z.array(paymentMade),
  /** The till that it was rung up at. */
  through: throughTill.optional(),
  approval: z.object({ reasons: z.array(approvalReason), verdict }).optional(),
  businessDay: day,
  /** By when what stays open is to be paid; there where the customer has payment terms. */
  dueDay: day.optional(),
  soldAt: instant,
  soldBy: actor,
  sagaId: z.string(),
  /** Where its workflow stands; not part of the immutable record. */
  state: saleState,
  /** Grows with every correction that ends; a correction names the revision it was asked for. */
  revision: z.int().min(1),
  /** What is owed of it, minor units; in the answer for one sale, not in lists. */
  openMinor: amountMinor.optional(),
  invoiceId: id('invoice').optional(),
  invoiceNumber: z.string().optional(),
  guaranteeId: id('guarantee').optional(),
  returned: z.array(z.object({ saleLineId: id('line'), quantity })),
  corrections: z.array(correctionView),
});
export type SaleView = z.infer<typeof saleView>;

/** One checked equation of the audit, with both sides and the ids concerned where it does not hold. */
export const auditBreak = z.object({
  invariant: z.int().min(1).max(18),
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
  /** A text that was to be kept for a saga is not there. */
  textUnknown: defineError('text.unknown', 'notFound'),
  orderUnknown: defineError('order.unknown', 'notFound'),
  orderExists: defineError('order.exists', 'conflict'),
  /** Another revision is current: read the order again. details: {revision, asked, changedBy, changedAt}. */
  orderChanged: defineError('order.changed', 'conflict'),
  /** The order is not in a state that allows this. details: {state}. */
  orderState: defineError('order.state', 'conflict'),
  orderEmpty: defineError('order.empty', 'rejected'),
  quoteMismatch: defineError('order.quote-mismatch', 'conflict'),
  /** Lines and parts of bundles come to more than one sale takes from stock. details: {lines, limit}. */
  tooManyParts: defineError('order.too-many-parts', 'rejected'),
  /** A FACTURE needs a named customer, and of a company an address and a tax number that can be one. */
  buyerIncomplete: defineError('invoice.buyer-incomplete', 'rejected'),
  dayClosed: defineError('day.closed', 'rejected'),
  dayUnderWay: defineError('day.sales-under-way', 'conflict'),
  /** Nothing was sealed of a day that is open. */
  dayOpen: defineError('day.open', 'conflict'),
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
  /** A discount takes off more than the line or the order amounts to. details: {lineId?, amountMinor}. */
  discountTooHigh: defineError('discount.too-high', 'rejected'),
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
  /** The store that would take the goods in is of another company, or has another currency. details.soldIn: {storeId, code, name}. */
  returnOtherCompany: defineError('return.other-company', 'rejected'),
  /** Something is owed, of the sale or of others of the customer, so it comes back where it was sold. details.soldIn. */
  returnOwed: defineError('return.owed', 'conflict'),
  /** An order that is not taxed says why. */
  taxFreeReasonMissing: defineError('order.tax-free-reason-missing', 'invalid'),
  correctionUnknown: defineError('correction.unknown', 'notFound'),
  correctionState: defineError('correction.state', 'conflict'),
  ...customerErrors,
  ...paymentErrors,
  ...payableErrors,
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
  discount: discount.optional(),
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
  ...customerMessages,
  ...customerImportMessages,
  ...paymentMessages,
  ...payableMessages,
  ...chartMessages,
  ...bookkeepingMessages,
  ...reportMessages,
  ...closedDayMessages,
  ...stockAccountMessages,
  createOrder: command('sales.createOrder', 'Opens an order as Draft.', {
    input: z.strictObject({ orderId: id('order'), storeId: id('store'), ...orderContent }),
    reply: orderView,
  }),
  changeOrder: command('sales.changeOrder', 'Replaces the content of a Draft, or of an order that was refused.', {
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
  cancelOrder: command('sales.cancelOrder', 'Cancels an order that has sold nothing: a Draft, refused or expired.', {
    input: z.strictObject({ ...atRevision, reasonId: id('text') }),
    reply: orderView,
  }),
  parkOrder: command('sales.parkOrder', 'Parks a Draft: any till of its store can take it up.', {
    input: z.strictObject({ ...atRevision, label: text(80).optional() }),
    reply: orderView,
  }),
  resumeOrder: command('sales.resumeOrder', 'Takes up a parked Draft; of two tills that do, one gets it.', {
    input: z.strictObject(atRevision),
    reply: orderView,
  }),
  restoreOrder: command(
    'sales.restoreOrder',
    'Brings an expired order back to Draft, parked for any till to take up.',
    {
      input: z.strictObject(atRevision),
      reply: orderView,
    },
  ),
  expireDrafts: command('sales.expireDrafts', 'Expires Drafts that nobody has changed for long, some at a time.', {
    input: z.strictObject({ changedBefore: instant, limit: z.int().min(1).max(200).default(100) }),
    /** `more`: as many as the limit were found, so there may be others. */
    reply: z.object({ expired: z.int().nonnegative(), more: z.boolean() }),
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
      /** Only Drafts that are parked. */
      parked: z.literal(true).optional(),
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
        payments: splitPayment.default([]),
        /** The open session of the till; cash needs one. */
        tillSessionId: id('tillSession').optional(),
        ids: checkoutIds,
        /** Whether the person may sell without tax; else a manager must approve it. */
        maySellTaxFree: z.boolean().default(false),
        /** Absent: the person may give any discount. */
        discountLimits: discountLimits.optional(),
      }),
      reply: z.object({
        ids: checkoutIds,
        storeId: id('store'),
        customerId: id('customer'),
        currency,
        /** What is to be held: a line of bundles is one for each part. */
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
    input: z.strictObject({
      saleId: id('sale'),
      /** Whether to add up what is owed of it. */
      owed: z.boolean().default(true),
    }),
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
        /** The store that takes the goods in, where it is not the one that sold; for returns of named lines. */
        takenBackIn: storeView.optional(),
        reasonId: id('text'),
        refundTo,
        /** The open session of the till that pays out; cash needs one. */
        tillSessionId: id('tillSession').optional(),
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
      /** `at`: as the books stood at the end of that day; without it, with all entries. */
      input: z.strictObject({ storeId: id('store').optional(), at: day.optional() }),
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
      kind: z.enum([
        'sales',
        'stis',
        'entries',
        'corrections',
        'orders',
        'snapshots',
        'sealedParts',
        'balances',
        'payments',
        'zReports',
        'payables',
        'supplierPayments',
        'ledgerSeries',
        'seals',
        'periods',
        'customerSeals',
        'customerDays',
        'deliveryDays',
      ]),
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
      changedBy: z.string().optional(),
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
    taxed: boolean;
    /** Somebody approved of its prices, or of what the customer owes. */
    approved: boolean;
    pricesIncludeTax: boolean;
    discount?: OrderDiscount;
    discountMinor: number;
    discountNetMinor: number;
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
    /** Discounts before tax; negative in a reversal. */
    discountNetMinor: number;
    lines: {
      saleLineId: string;
      productId: string;
      quantity: number;
      unit: Unit;
      quantityDecimals: number;
      taxRateBps: number;
      netMinor: number;
      taxMinor: number;
      discountNetMinor: number;
      costMinor: number;
      batches: StiBatch[];
    }[];
    customerId: string;
    /** Who sold, also of what came back. */
    soldBy: string;
    receivedMinor: number;
    received: { method: PaymentMethod; amountMinor: number }[];
    tillSessionId?: string;
  };
  entries: EntryView & { id: string };
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
  payments: Omit<PaymentView, 'paymentId' | 'by' | 'reason' | 'reference'> & { id: string };
  zReports: ZReport & { id: string };
  /** What sales knows of papers of suppliers. */
  payables: { id: string; storeId: string; number: string; grossMinor: number; settledDay?: string };
  supplierPayments: Pick<
    SupplierPaymentView,
    'storeId' | 'number' | 'kind' | 'method' | 'amountMinor' | 'allocations' | 'at'
  > & { id: string };
  /** Where the numbers and the chain of a store stand; the id is the store's. */
  ledgerSeries: {
    id: string;
    sequence: number;
    lastHash: string;
    counters: Readonly<Record<string, number>>;
    /** Ids of the till sessions that are open. */
    openSessions: readonly string[];
  };
  /** Σ of the accounts of a store, by till, to the end of a closed day. */
  seals: { id: string; storeId: string; businessDay: string; currency: string; entries: number; sums: SealedSum[] };
  periods: PeriodView & { id: string };
  /** What a customer had open in a store at the end of the closed period of that sequence; minor units, debit less credit. */
  customerSeals: {
    id: string;
    storeId: string;
    sequence: number;
    through: string;
    customerId: string;
    currency: string;
    open: { account: string; saleId?: string; day?: string; openMinor: number }[];
  };
  /** What the entries of a closed day changed of what a customer has open in a store; minor units, debit less credit. */
  customerDays: {
    id: string;
    storeId: string;
    businessDay: string;
    customerId: string;
    currency: string;
    open: { account: string; saleId?: string; day?: string; openMinor: number }[];
  };
  /** What of a delivery was sold on a closed day, less what came back, by product; minor units. */
  deliveryDays: {
    id: string;
    storeId: string;
    businessDay: string;
    deliveryId: string;
    currency: string;
    products: {
      productId: string;
      unit: string;
      quantityDecimals: number;
      quantity: number;
      revenueMinor: number;
      taxMinor: number;
      costMinor: number;
    }[];
  };
  /** Parts of what was sealed with the close of a day; the id is `<store>/<day>/<what>/<part>`. */
  sealedParts: {
    id: string;
    storeId: string;
    businessDay: string;
    what: string;
    rows: readonly (SealedDocument | SealedMargin)[];
  };
  /** Per customer and currency, as customerBalance answers it, with all accounts that it is the balance of. */
  balances: { id: string; customerId: string; currency: string; balanceMinor: number; accounts: string[] };
}
