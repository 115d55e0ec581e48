import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
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
  text,
  timeZone,
} from './kernel/schemas.js';
import { purchaseOrderState } from './purchase-order-life.js';

/** Messages of inventory about purchase orders: what is ordered of a supplier, and what of it has come. */

/** Lines of one purchase order at most; a delivery of as many receives it whole. */
export const MAX_PURCHASE_ORDER_LINES = 1000;

/** Suppliers whose drafts are written at once, at most. */
export const MAX_DRAFTS_AT_ONCE = 50;

const orderedLine = {
  productId: id('product'),
  quantity,
  /** Expected cost of all units of the line, before tax. */
  expectedCostMinor: amountMinor,
};

/** A product that was ordered, and what of it has come. */
export const purchaseOrderLine = z.object({
  ...orderedLine,
  /** Units of all deliveries; more than was ordered where the supplier brought more. */
  receivedQuantity: z.int().nonnegative(),
  /** What these units cost, without the extra costs of the deliveries. */
  receivedCostMinor: minor.nonnegative(),
});
export type PurchaseOrderLine = z.infer<typeof purchaseOrderLine>;

const done = { at: instant, by: z.string() };

/** A purchase order. */
export const purchaseOrderView = z.object({
  purchaseOrderId: id('purchaseOrder'),
  /** Gapless for each store and year, such as ALG1-PO-2026-000042. */
  number: z.string(),
  storeId: id('store'),
  supplierId: id('supplier'),
  /** Its name on the day the order was sent; before that, on the day it was chosen. */
  supplierName: z.string(),
  currency,
  /** The day the goods are expected. */
  expectedDay: day.optional(),
  note: z.string().optional(),
  state: purchaseOrderState,
  /** Grows with every change and every delivery; a change names the revision it was made on. */
  revision: z.int().min(1),
  lines: z.array(purchaseOrderLine),
  /** Of all lines. */
  totalExpectedCostMinor: amountMinor,
  createdAt: instant,
  /** Day of createdAt in the store's time zone. */
  createdDay: day,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
  sent: z.object(done).optional(),
  /** By hand; with a reason where something was still outstanding. */
  closed: z.object({ ...done, reason: z.string().optional() }).optional(),
  cancelled: z.object({ ...done, reason: z.string() }).optional(),
});
export type PurchaseOrderView = z.infer<typeof purchaseOrderView>;

/** A delivery of a purchase order. */
export const orderDelivery = z.object({
  deliveryId: id('delivery'),
  receivedAt: instant,
  receivedDay: day,
  reference: z.string().optional(),
  totalCostMinor: amountMinor,
});
export type OrderDelivery = z.infer<typeof orderDelivery>;

/** A purchase order with its deliveries, oldest first, and the supplier's own numbers for its products. */
export const purchaseOrderCard = purchaseOrderView.extend({
  lines: z.array(purchaseOrderLine.extend({ catalogNumber: z.string().optional() })),
  deliveries: z.array(orderDelivery),
});
export type PurchaseOrderCard = z.infer<typeof purchaseOrderCard>;

/** Refusals about purchase orders. */
export const purchaseOrderErrors = {
  purchaseOrderUnknown: defineError('purchase-order.unknown', 'notFound'),
  purchaseOrderExists: defineError('purchase-order.exists', 'conflict'),
  /** Another revision is current: read the order again. details: {revision, asked}. */
  purchaseOrderChanged: defineError('purchase-order.changed', 'conflict'),
  /** Its state has no such way. details: {state}. */
  purchaseOrderState: defineError('purchase-order.state', 'conflict'),
  /** Goods are taken in on an order that was sent, until it is closed. details: {number, state}. */
  purchaseOrderNotOpen: defineError('purchase-order.not-open', 'conflict'),
  /** Products of the delivery that are not on the order: take them in with a delivery of their own. details: {number, productIds}. */
  purchaseOrderNotOrdered: defineError('purchase-order.not-ordered', 'rejected'),
  /** The order is of another store. details: {number, storeId}. */
  purchaseOrderOtherStore: defineError('purchase-order.other-store', 'rejected'),
  /** The order is of another supplier. details: {number, supplierId, supplierName}. */
  purchaseOrderOtherSupplier: defineError('purchase-order.other-supplier', 'rejected'),
} as const;

const purchaseOrderId = id('purchaseOrder');
/** The revision that was seen; another one is refused. */
const revision = z.int().min(1);
const lines = z.array(z.strictObject(orderedLine)).min(1).max(MAX_PURCHASE_ORDER_LINES);
const note = text(1000);
const reason = text(500);

/** What of a draft may be changed; null takes a fact out. */
export const purchaseOrderChanges = z
  .strictObject({
    supplierId: id('supplier').optional(),
    expectedDay: day.nullable().optional(),
    note: note.nullable().optional(),
    /** All lines as they are to be. Without a cost, a product keeps what each of its units was expected to cost. */
    lines: z
      .array(z.strictObject({ ...orderedLine, expectedCostMinor: amountMinor.optional() }))
      .min(1)
      .max(MAX_PURCHASE_ORDER_LINES)
      .optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change');

/** Messages of inventory about purchase orders. */
export const purchaseOrderMessages = {
  createPurchaseOrder: command(
    'inventory.createPurchaseOrder',
    'Writes a purchase order as a draft, under the next number of its store and year.',
    {
      input: z.strictObject({
        purchaseOrderId,
        storeId: id('store'),
        /** A supplier that is not archived. */
        supplierId: id('supplier'),
        currency,
        expectedDay: day.optional(),
        note: note.optional(),
        /** Code of the store, currency of its books and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), currency, timeZone }),
        /** Each product once. */
        lines,
      }),
      reply: purchaseOrderView,
    },
  ),
  draftPurchaseOrders: command(
    'inventory.draftPurchaseOrders',
    'Writes drafts of purchase orders of one store, one a supplier, at the last prices of the suppliers: all or none.',
    {
      input: z.strictObject({
        storeId: id('store'),
        store: z.strictObject({ code: text(8), currency, timeZone }),
        orders: z
          .array(
            z.strictObject({
              purchaseOrderId,
              /** A supplier that is not archived; each is named once. */
              supplierId: id('supplier'),
              /** Each product once. What it is expected to cost follows from its last delivery; nothing without one. */
              lines: z
                .array(z.strictObject({ productId: id('product'), quantity }))
                .min(1)
                .max(MAX_PURCHASE_ORDER_LINES),
            }),
          )
          .min(1)
          .max(MAX_DRAFTS_AT_ONCE),
      }),
      reply: z.object({ items: z.array(purchaseOrderView) }),
    },
  ),
  changePurchaseOrder: command('inventory.changePurchaseOrder', 'Changes a purchase order that is a draft.', {
    input: z.strictObject({ purchaseOrderId, revision, changes: purchaseOrderChanges }),
    reply: purchaseOrderView,
  }),
  sendPurchaseOrder: command(
    'inventory.sendPurchaseOrder',
    'Notes that a draft was sent to the supplier: from now on goods are taken in on it.',
    { input: z.strictObject({ purchaseOrderId, revision }), reply: purchaseOrderView },
  ),
  cancelPurchaseOrder: command(
    'inventory.cancelPurchaseOrder',
    'Cancels a purchase order of which nothing was received.',
    { input: z.strictObject({ purchaseOrderId, reason }), reply: purchaseOrderView },
  ),
  closePurchaseOrder: command(
    'inventory.closePurchaseOrder',
    'Closes a purchase order; where something is outstanding, with the reason why it is no longer expected.',
    { input: z.strictObject({ purchaseOrderId, reason: reason.optional() }), reply: purchaseOrderView },
  ),
  readPurchaseOrder: query('inventory.readPurchaseOrder', 'One purchase order with its deliveries.', {
    input: z.strictObject({ purchaseOrderId }),
    reply: purchaseOrderCard,
  }),
  listPurchaseOrders: query(
    'inventory.listPurchaseOrders',
    'Purchase orders, newest first, by store, supplier, state, day and text.',
    {
      input: z.strictObject({
        storeId: id('store').optional(),
        supplierId: id('supplier').optional(),
        state: purchaseOrderState.optional(),
        /** Only those that are neither closed nor cancelled. */
        open: z.literal(true).optional(),
        /** Each of its words begins a word of the number or of the supplier's name. */
        text: text(100).optional(),
        ...days,
        ...page,
      }),
      reply: pageOf(purchaseOrderView),
    },
  ),
} as const;
