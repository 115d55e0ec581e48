import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  currency,
  day,
  days,
  id,
  instant,
  minor,
  page,
  pageOf,
  quantity,
  taxRateBps,
  text,
  timeZone,
} from './kernel/schemas.js';

/** Messages of inventory about what suppliers bill and credit: matched with what was ordered and what has come. */

/** Lines of one bill at most. */
export const MAX_BILL_LINES = 1000;

/** A paper of a supplier: a bill raises what the shop owes, a credit note lowers it. */
export const supplierPaperKind = z.enum(['bill', 'creditNote']);
export type SupplierPaperKind = z.infer<typeof supplierPaperKind>;

const batchId = id('batch');
const deliveryId = id('delivery');
/** Amount of the line on the paper, before tax; above zero on a credit note too. */
const netMinor = amountMinor;

const goodsLine = z.strictObject({ kind: z.literal('goods'), deliveryId, batchId, quantity, netMinor, taxRateBps });

/** A line of a bill: goods of a delivery, or freight, customs and the like that came with one. */
export const billLine = z.discriminatedUnion('kind', [
  goodsLine,
  z.strictObject({
    kind: z.literal('extra'),
    deliveryId,
    label: text(120),
    netMinor,
    taxRateBps,
    /** No other bill of extra costs comes for this delivery: what was expected beyond it falls away. */
    final: z.boolean().default(false),
  }),
]);
export type BillLine = z.infer<typeof billLine>;

/** A line of a credit note: a lower price, goods that went back, or units that were billed and never came. */
export const creditNoteLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('price'), deliveryId, batchId, netMinor, taxRateBps }),
  z.strictObject({
    kind: z.literal('returned'),
    supplierReturnId: id('supplierReturn'),
    batchId,
    quantity,
    netMinor,
    taxRateBps,
  }),
  z.strictObject({ kind: z.literal('notReceived'), billId: id('supplierBill'), batchId, netMinor, taxRateBps }),
]);
export type CreditNoteLine = z.infer<typeof creditNoteLine>;

/** What the match of a line found, minor units; all of it above zero raises a cost or a debt. */
const matched = {
  productId: id('product').optional(),
  /** Of goods received not invoiced: what the delivery, or the return, was taken in at. */
  clearedMinor: minor,
  /** Of units billed beyond those received: kept as goods received not invoiced until they come or are credited. */
  notReceivedMinor: minor,
  /** The paper less what was expected: to the units that remain of the batch, and to the cost of those that left. */
  differenceMinor: minor,
  toStockMinor: minor,
  toCostMinor: minor,
};

/** A line as it was ordered and received; absent where it is not of goods, or was not ordered. */
const compared = {
  ordered: z.object({ quantity, costMinor: amountMinor }).optional(),
  /** Units of the batch, their cost without extra costs, and how many earlier bills name. */
  received: z.object({ quantity, costMinor: minor, billedBefore: z.int().nonnegative() }).optional(),
};

/** A line of a paper with its match. */
export const supplierBillLine = z.object({
  kind: z.enum(['goods', 'extra', 'price', 'returned', 'notReceived']),
  deliveryId: deliveryId.optional(),
  batchId: batchId.optional(),
  supplierReturnId: id('supplierReturn').optional(),
  billId: id('supplierBill').optional(),
  quantity: quantity.optional(),
  label: z.string().optional(),
  final: z.literal(true).optional(),
  netMinor,
  taxRateBps,
  ...matched,
  ...compared,
});
export type SupplierBillLine = z.infer<typeof supplierBillLine>;

const taxOfRate = z.object({ taxRateBps, netMinor: amountMinor, taxMinor: amountMinor });

const totals = {
  netMinor: amountMinor,
  taxes: z.array(taxOfRate),
  taxMinor: amountMinor,
  /** What is owed by a bill, or credited by a credit note. */
  grossMinor: amountMinor,
  clearedMinor: minor,
  notReceivedMinor: minor,
  differenceMinor: minor,
  toStockMinor: minor,
  toCostMinor: minor,
};

/** A paper against what was ordered and received, before it is recorded. */
export const supplierBillMatch = z.object({ lines: z.array(supplierBillLine), ...totals });
export type SupplierBillMatch = z.infer<typeof supplierBillMatch>;

/** A paper of a supplier as it was recorded; it never changes, and is reversed at most once. */
export const supplierBillView = z.object({
  billId: id('supplierBill'),
  kind: supplierPaperKind,
  storeId: id('store'),
  supplierId: id('supplier'),
  /** Its name on that day. */
  supplierName: z.string(),
  /** The supplier's number of the paper. */
  number: z.string(),
  currency,
  /** The day on the paper. */
  billDay: day,
  /** The day it is to be paid; absent where no day is agreed. */
  dueDay: day.optional(),
  note: z.string().optional(),
  ...supplierBillMatch.shape,
  recordedAt: instant,
  /** Day of recordedAt in the store's time zone. */
  recordedDay: day,
  recordedBy: z.string(),
  reversed: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
});
export type SupplierBillView = z.infer<typeof supplierBillView>;

/** What of a delivery was billed: how far each batch and the extra costs are cleared. */
export const deliveryBilling = z.object({
  deliveryId,
  lines: z.array(
    z.object({
      batchId,
      productId: id('product'),
      received: quantity,
      /** Their cost when they came, without extra costs. */
      costMinor: minor,
      /** Units that bills name, at most those received. */
      billed: z.int().nonnegative(),
      clearedMinor: minor,
      /** Bills and credit notes less what was expected, extra costs included; how much of it fell on units that had left. */
      differenceMinor: minor,
      toCostMinor: minor,
    }),
  ),
  /** Freight, customs and the like: expected when the goods came, and cleared by bills. */
  extra: z.object({ expectedMinor: minor, clearedMinor: minor }),
});
export type DeliveryBilling = z.infer<typeof deliveryBilling>;

/** Refusals about the papers of suppliers. */
export const supplierBillErrors = {
  billUnknown: defineError('bill.unknown', 'notFound'),
  billExists: defineError('bill.exists', 'conflict'),
  /** The supplier has sent a paper of this number before. details: {number, billId}. */
  billNumberTaken: defineError('bill.number-taken', 'conflict'),
  /** A delivery that is not of this store, supplier or currency, or is opening stock. details: {deliveryId, fault}. */
  billNotOfDelivery: defineError('bill.not-of-delivery', 'rejected'),
  /** The tax on the paper is not that of its lines. details: {taxRateBps, taxMinor, expectedMinor, toleranceMinor}. */
  billTaxMismatch: defineError('bill.tax-mismatch', 'rejected'),
  /** The total on the paper is not that of its lines. details: {grossMinor, expectedMinor}. */
  billTotalMismatch: defineError('bill.total-mismatch', 'rejected'),
  /** More is credited than was billed, returned or missing. details: {asked, left}. */
  billTooMuchCredited: defineError('bill.too-much-credited', 'rejected'),
  billReversed: defineError('bill.reversed', 'conflict'),
  /** A later credit note stands on it. details: {billId, by}. */
  billInUse: defineError('bill.in-use', 'conflict'),
} as const;

const store = z.strictObject({ code: text(8), currency, timeZone });

const paper = {
  billId: id('supplierBill'),
  storeId: id('store'),
  supplierId: id('supplier'),
  number: text(60),
  currency,
  billDay: day,
  /** Without it, the day that the terms of the supplier give, from the day on the paper. */
  dueDay: day.optional(),
  note: text(1000).optional(),
  /** Tax by rate as the paper has it; it may differ from that of the lines by a rounding of each. */
  taxes: z
    .array(z.strictObject({ taxRateBps, taxMinor: amountMinor }))
    .max(20)
    .optional(),
  /** The total on the paper; where it is given, the lines and taxes have to add up to it. */
  grossMinor: amountMinor.optional(),
  /** Code of the store, currency of its books and its time zone, as the catalog has them. */
  store,
};

/** A bill or a credit note as it is typed from the paper. */
export const supplierPaper = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bill'), ...paper, lines: z.array(billLine).min(1).max(MAX_BILL_LINES) }),
  z.strictObject({
    kind: z.literal('creditNote'),
    ...paper,
    lines: z.array(creditNoteLine).min(1).max(MAX_BILL_LINES),
  }),
]);

/** Messages of inventory about the papers of suppliers. */
export const supplierBillMessages = {
  recordSupplierBill: command(
    'inventory.recordSupplierBill',
    'Records a bill or a credit note of a supplier; the difference to what was expected goes to the units that remain of each batch and to the cost of those that left.',
    { input: supplierPaper, reply: supplierBillView },
  ),
  matchSupplierBill: query(
    'inventory.matchSupplierBill',
    'A bill or a credit note against what was ordered and received, as recording it would find it now.',
    { input: supplierPaper, reply: supplierBillMatch },
  ),
  reverseSupplierBill: command(
    'inventory.reverseSupplierBill',
    'Takes a paper back that was recorded wrongly, once: its delivery is to be billed again.',
    {
      input: z.strictObject({ billId: id('supplierBill'), storeId: id('store'), store, reason: text(500) }),
      reply: supplierBillView,
    },
  ),
  readSupplierBill: query('inventory.readSupplierBill', 'One bill or credit note.', {
    input: z.strictObject({ billId: id('supplierBill') }),
    reply: supplierBillView,
  }),
  listSupplierBills: query(
    'inventory.listSupplierBills',
    'Bills and credit notes without their lines, newest first, by store, supplier, day of recording and text.',
    {
      input: z.strictObject({
        storeId: id('store').optional(),
        supplierId: id('supplier').optional(),
        /** Each of its words begins a word of the supplier's name or of the number. */
        text: text(100).optional(),
        ...days,
        ...page,
      }),
      reply: pageOf(supplierBillView.omit({ lines: true })),
    },
  ),
  readDeliveryBillings: query(
    'inventory.readDeliveryBillings',
    'What of deliveries was billed, and what bills made them cost more or less.',
    {
      input: z.strictObject({ deliveryIds: z.array(deliveryId).min(1).max(200) }),
      reply: z.object({ items: z.array(deliveryBilling) }),
    },
  ),
} as const;

/** What the ledger posts of a paper, minor units; a credit note and a reversal have them below zero. */
const posted = {
  billId: id('supplierBill'),
  storeId: id('store'),
  /** Code of the store: numbers of its journals begin with it. */
  storeCode: z.string(),
  currency,
  supplierId: id('supplier'),
  supplierName: z.string(),
  number: z.string(),
  kind: supplierPaperKind,
  clearedMinor: minor,
  toStockMinor: minor,
  toCostMinor: minor,
  taxes: z.array(z.object({ taxRateBps, taxMinor: minor })),
  grossMinor: minor,
  /** Time zone of the store: it decides the business day. */
  timeZone,
};

/** Events about the papers of suppliers. */
export const supplierBillEvents = {
  /** Ledger: goods received not invoiced, input tax and what is owed; differences to inventory and their own account. */
  supplierBillRecorded: event(
    'inventory.supplierBillRecorded',
    'A bill or a credit note of a supplier was recorded.',
    z.object({
      ...posted,
      billDay: day,
      dueDay: day.optional(),
      recordedAt: instant,
      recordedBy: z.string(),
    }),
  ),
  /** Ledger: the mirror, with the difference of goods that have left since where it is now. */
  supplierBillReversed: event(
    'inventory.supplierBillReversed',
    'A bill or a credit note was taken back.',
    z.object({ ...posted, reversedAt: instant, reversedBy: z.string(), reason: z.string() }),
  ),
} as const;
