import { z } from 'zod';
import { storeView } from './catalog.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, day, days, id, instant, minor, page, pageOf, text } from './kernel/schemas.js';
import { supplierPaperKind } from './supplier-bills.js';

/** Messages of sales about what is owed to suppliers, and how it is paid. */

/** How a supplier is paid: cash comes from the safe, all else from the bank. */
export const supplierPaymentMethod = z.enum(['transfer', 'cheque', 'card', 'cash']);
export type SupplierPaymentMethod = z.infer<typeof supplierPaymentMethod>;

/** A part of a payment: what it pays of a bill, or below zero what it uses of a credit note; minor units. */
export const paidBill = z.object({
  billId: id('supplierBill'),
  amountMinor: minor.refine((one) => one !== 0, 'must not be 0'),
});
export type PaidBill = z.infer<typeof paidBill>;

/** A payment to a supplier: immutable. `amountMinor` is what left the shop; a reversal brings it back. */
export const supplierPaymentView = z.object({
  supplierPaymentId: id('supplierPayment'),
  /** Gapless per store and year, such as ALG1-SP-2026-000042. */
  number: z.string(),
  kind: z.enum(['payment', 'reversal']),
  storeId: id('store'),
  supplierId: id('supplier'),
  supplierName: z.string(),
  currency,
  /** Absent where credit notes pay all of it. */
  method: supplierPaymentMethod.optional(),
  amountMinor,
  reference: z.string().optional(),
  allocations: z.array(paidBill),
  reverses: id('supplierPayment').optional(),
  reason: z.string().optional(),
  businessDay: day,
  at: instant,
  by: z.string(),
  /** The payment that reverses this one; not part of the record. */
  reversedBy: id('supplierPayment').optional(),
});
export type SupplierPaymentView = z.infer<typeof supplierPaymentView>;

/** A paper of a supplier of which something is open: above zero the shop owes it, below zero the supplier does. */
export const openBill = z.object({
  billId: id('supplierBill'),
  kind: supplierPaperKind,
  storeId: id('store'),
  supplierId: id('supplier'),
  supplierName: z.string(),
  number: z.string(),
  currency,
  billDay: day,
  dueDay: day.optional(),
  /** Of the whole paper; below zero of a credit note. */
  grossMinor: minor,
  openMinor: minor,
});
export type OpenBill = z.infer<typeof openBill>;

const age = {
  /** Not due yet, or due for less than 30 days. */
  currentMinor: minor,
  from30Minor: minor,
  from60Minor: minor,
  /** Due for 90 days or more. */
  from90Minor: minor,
  totalMinor: minor,
};

/** What is owed to a supplier in one currency, by the age of its bills. */
export const agedPayable = z.object({ supplierId: id('supplier'), name: z.string(), currency, ...age });
export type AgedPayable = z.infer<typeof agedPayable>;

/** What is owed to all suppliers in one currency. */
export const agedPayableTotal = z.object({
  currency,
  ...age,
  /** What the account `payables` has beside: of entries that name no bill, such as manual ones. */
  otherMinor: minor,
});
export type AgedPayableTotal = z.infer<typeof agedPayableTotal>;

/** Refusals about what is owed to suppliers. */
export const payableErrors = {
  supplierPaymentUnknown: defineError('supplier-payment.unknown', 'notFound'),
  supplierPaymentExists: defineError('supplier-payment.exists', 'conflict'),
  /** A paper that is named is not of this supplier and store, or less of it is open. details: {billId, openMinor, askedMinor}. */
  billNothingOpen: defineError('supplier-payment.nothing-open', 'conflict'),
  /** The parts do not add up to the amount. details: {amountMinor, allocatedMinor}. */
  supplierPaymentMismatch: defineError('supplier-payment.mismatch', 'rejected'),
  supplierPaymentReversed: defineError('supplier-payment.already-reversed', 'conflict'),
} as const;

/** Messages that sales accepts about what is owed to suppliers. */
export const payableMessages = {
  paySupplier: command(
    'sales.paySupplier',
    'Pays bills of a supplier, less the credit notes that are named: out of the bank, or in cash from the safe.',
    {
      input: z.strictObject({
        supplierPaymentId: id('supplierPayment'),
        supplierId: id('supplier'),
        store: storeView,
        /** Left out where credit notes pay all of it. */
        method: supplierPaymentMethod.optional(),
        /** The sum of the parts. */
        amountMinor,
        /** Number of the transfer or the cheque. */
        reference: text(60).optional(),
        /** Each paper once. */
        allocations: z
          .array(z.strictObject(paidBill.shape))
          .min(1)
          .max(200)
          .refine((all) => new Set(all.map((one) => one.billId)).size === all.length, 'names a paper twice'),
      }),
      reply: supplierPaymentView,
    },
  ),
  reverseSupplierPayment: command(
    'sales.reverseSupplierPayment',
    'Reverses a payment to a supplier that was entered wrongly: its bills are owed again.',
    {
      input: z.strictObject({
        reversalId: id('supplierPayment'),
        supplierPaymentId: id('supplierPayment'),
        store: storeView,
        reason: text(300),
      }),
      reply: supplierPaymentView,
    },
  ),
  readSupplierPayment: query('sales.readSupplierPayment', 'One payment to a supplier.', {
    input: z.strictObject({ supplierPaymentId: id('supplierPayment') }),
    reply: supplierPaymentView,
  }),
  listSupplierPayments: query(
    'sales.listSupplierPayments',
    'Payments to suppliers, newest first, by store, supplier, bill and day.',
    {
      input: z.strictObject({
        storeId: id('store').optional(),
        supplierId: id('supplier').optional(),
        billId: id('supplierBill').optional(),
        ...days,
        ...page,
      }),
      reply: pageOf(supplierPaymentView),
    },
  ),
  listOpenBills: query(
    'sales.listOpenBills',
    'Papers of suppliers of which something is open, by supplier, the one that is due first at the top.',
    {
      input: z.strictObject({
        storeIds: z.array(id('store')).min(1).max(200),
        supplierId: id('supplier').optional(),
        ...page,
      }),
      reply: pageOf(openBill),
    },
  ),
  agedPayables: query('sales.agedPayables', 'What is owed to suppliers at the end of a day, by the age of it.', {
    input: z.strictObject({ storeIds: z.array(id('store')).min(1).max(200), at: day, ...page }),
    reply: z.object({
      totals: z.array(agedPayableTotal),
      items: z.array(agedPayable),
      nextCursor: z.string().optional(),
    }),
  }),
} as const;
