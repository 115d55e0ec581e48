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
  page,
  pageOf,
  quantity,
  text,
  timeZone,
} from './kernel/schemas.js';

/** Messages of inventory about goods that go back to their supplier. */

/** Goods that went back to a supplier, each from a named batch at its cost. */
export const supplierReturnView = z.object({
  supplierReturnId: id('supplierReturn'),
  /** Gapless for each store and year, such as ALG1-SR-2026-000042. */
  number: z.string(),
  storeId: id('store'),
  supplierId: id('supplier'),
  /** Its name on that day. */
  supplierName: z.string(),
  currency,
  reason: z.string(),
  /** The supplier's number of the return, where it gave one. */
  reference: z.string().optional(),
  lines: z.array(
    z.object({
      batchId: id('batch'),
      deliveryId: id('delivery'),
      productId: id('product'),
      quantity,
      /** What these units cost in their batch. */
      costMinor: amountMinor,
      /** Of these, units that credit notes name, and the cost that they cleared. */
      credited: z.object({ quantity: z.int().nonnegative(), costMinor: amountMinor }),
    }),
  ),
  totalCostMinor: amountMinor,
  returnedAt: instant,
  /** Day of returnedAt in the store's time zone. */
  returnedDay: day,
  returnedBy: z.string(),
});
export type SupplierReturnView = z.infer<typeof supplierReturnView>;

/** Refusals about returns to suppliers. */
export const supplierReturnErrors = {
  supplierReturnUnknown: defineError('supplier-return.unknown', 'notFound'),
  supplierReturnExists: defineError('supplier-return.exists', 'conflict'),
  /** A batch that is not of this store or this supplier. details: {batchId, fault}. */
  supplierReturnNotOfSupplier: defineError('supplier-return.not-of-supplier', 'rejected'),
  /** Fewer units remain of a batch: others are held, or left. details: {shortages: [{batchId, asked, available}]}. */
  supplierReturnShort: defineError('supplier-return.short', 'conflict'),
} as const;

/** Messages of inventory about returns to suppliers. */
export const supplierReturnMessages = {
  returnToSupplier: command(
    'inventory.returnToSupplier',
    'Goods go back to their supplier: units of named batches leave the stock at their cost.',
    {
      input: z.strictObject({
        supplierReturnId: id('supplierReturn'),
        storeId: id('store'),
        supplierId: id('supplier'),
        reason: text(500),
        reference: text(60).optional(),
        /** Code of the store, currency of its books and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), currency, timeZone }),
        /** Each batch once. */
        lines: z
          .array(z.strictObject({ batchId: id('batch'), quantity }))
          .min(1)
          .max(1000),
      }),
      reply: supplierReturnView,
    },
  ),
  readSupplierReturn: query('inventory.readSupplierReturn', 'One return to a supplier.', {
    input: z.strictObject({ supplierReturnId: id('supplierReturn') }),
    reply: supplierReturnView,
  }),
  listSupplierReturns: query(
    'inventory.listSupplierReturns',
    'Returns to suppliers, newest first, by store, supplier and day.',
    {
      input: z.strictObject({
        storeId: id('store').optional(),
        supplierId: id('supplier').optional(),
        ...days,
        ...page,
      }),
      reply: pageOf(supplierReturnView),
    },
  ),
} as const;

/** Events about returns to suppliers. */
export const supplierReturnEvents = {
  /** Ledger: goods received not invoiced up (the supplier owes them), inventory down. */
  stockReturnedToSupplier: event(
    'inventory.stockReturnedToSupplier',
    'Goods went back to their supplier.',
    z.object({
      supplierReturnId: id('supplierReturn'),
      storeId: id('store'),
      storeCode: z.string(),
      currency,
      supplierId: id('supplier'),
      supplierName: z.string(),
      number: z.string(),
      costMinor: amountMinor,
      returnedAt: instant,
      timeZone,
      returnedBy: z.string(),
      reason: z.string(),
    }),
  ),
} as const;
