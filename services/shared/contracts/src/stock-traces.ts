import { z } from 'zod';
import { query } from './kernel/messages.js';
import { amountMinor, currency, day, id, instant, minor, quantity } from './kernel/schemas.js';
import { movementKind } from './movement-kinds.js';
import { stockDocument } from './stock-cards.js';

/** A batch followed both ways: back to the delivery, order and bills it came from, and on to what became of its units. */

/** A batch on the way: how its units came into it. */
export const tracedBatch = z.object({
  batchId: id('batch'),
  storeId: id('store'),
  productId: id('product'),
  origin: z.enum(['delivery', 'return', 'transfer', 'count']),
  /** The document that it came with. */
  document: stockDocument,
  receivedQty: quantity,
  remainingQty: z.int().nonnegative(),
  costMinor: amountMinor,
  currency,
  receivedAt: instant,
});
export type TracedBatch = z.infer<typeof tracedBatch>;

/** The delivery that brought units first. */
export const tracedDelivery = z.object({
  deliveryId: id('delivery'),
  storeId: id('store'),
  reference: z.string().optional(),
  supplierId: id('supplier').optional(),
  supplierName: z.string().optional(),
  purchaseOrderId: id('purchaseOrder').optional(),
  purchaseOrderNumber: z.string().optional(),
  stockCountId: id('stockCount').optional(),
  stockCountNumber: z.string().optional(),
  opening: z.literal(true).optional(),
  receivedAt: instant,
});
export type TracedDelivery = z.infer<typeof tracedDelivery>;

/** A bill or credit note of the supplier with a line of the batch that came with the delivery. */
export const tracedBill = z.object({
  billId: id('supplierBill'),
  kind: z.enum(['bill', 'creditNote']),
  number: z.string(),
  billDay: day,
  /** It was taken back. */
  reversed: z.literal(true).optional(),
});
export type TracedBill = z.infer<typeof tracedBill>;

/** Units that left the batch, or a change of what it costs. */
export const tracedMovement = z.object({
  movementId: id('movement'),
  kind: movementKind,
  /** Units more in the store, or less below zero; 0 where only the cost changed. */
  quantity: z.int(),
  costMinor: minor,
  document: stockDocument,
  by: z.string(),
  occurredAt: instant,
});
export type TracedMovement = z.infer<typeof tracedMovement>;

/** Movements of a trace at most, newest first. */
export const MAX_TRACED_MOVEMENTS = 500;

/** A batch with where it came from and what became of it. */
export const batchTrace = z.object({
  /** The store of the batch: who may not read it there gets no trace. */
  storeId: id('store'),
  batch: tracedBatch,
  /** The batches that its units were in before, the last one first; empty where a delivery or a count brought them. */
  before: z.array(tracedBatch),
  delivery: tracedDelivery,
  bills: z.array(tracedBill),
  movements: z.array(tracedMovement).max(MAX_TRACED_MOVEMENTS),
  /** How many older movements are not named. */
  olderMovements: z.int().nonnegative(),
  /** The batches that its units are in since: they were sold and came back, or went to another store. */
  after: z.array(tracedBatch),
});
export type BatchTrace = z.infer<typeof batchTrace>;

/** Messages of inventory about traces. */
export const stockTraceMessages = {
  traceBatch: query(
    'inventory.traceBatch',
    'A batch both ways: its delivery, order, supplier and bills, and the documents that its units went into.',
    { input: z.strictObject({ batchId: id('batch') }), reply: batchTrace },
  ),
} as const;
