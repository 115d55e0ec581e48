import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  auditRange,
  currency,
  day,
  days,
  id,
  instant,
  page,
  pageOf,
  quantity,
  taxRateBps,
  text,
  timeZone,
} from './kernel/schemas.js';
import {
  correctDeliveryInput,
  deliveryCorrectionErrors,
  deliveryCorrectionEvents,
  deliveryCorrectionView,
} from './delivery-corrections.js';
import { purchaseOrderErrors, purchaseOrderMessages } from './purchase-orders.js';
import {
  supplierBillErrors,
  supplierBillEvents,
  supplierBillMessages,
  type SupplierBillView,
} from './supplier-bills.js';
import { supplierReturnErrors, supplierReturnEvents, supplierReturnMessages } from './supplier-returns.js';
import type { movementKind } from './movement-kinds.js';
import { stockAgeMessages } from './stock-ages.js';
import { stockAlertErrors, stockAlertEvents, stockAlertMessages } from './stock-alerts.js';
import { stockCardMessages } from './stock-cards.js';
import { stockExpiryEvents, stockExpiryMessages } from './stock-expiries.js';
import { stockPlaceMessages } from './stock-places.js';
import { stockTraceMessages } from './stock-traces.js';
import { stockValueMessages } from './stock-values.js';
import { supplierErrors, supplierMessages } from './suppliers.js';
import { supplierImportMessages } from './contact-imports.js';
import { openingStockMessages } from './opening-stock.js';
import { transferErrors, transferEvents, transferMessages, type TransferAuditRecord } from './transfers.js';
import { stockCountErrors, stockCountEvents, stockCountMessages } from './stock-counts.js';
import { writeOffErrors, writeOffEvents, writeOffMessages } from './write-offs.js';

/** Messages of inventory: suppliers, purchase orders, transfers, deliveries, FIFO batches, holds, movements, levels. */

/** Units taken from one batch, with what these units cost, and the delivery that brought them first, also where they came back since. */
export const allocation = z.object({
  batchId: id('batch'),
  deliveryId: id('delivery'),
  quantity,
  costMinor: amountMinor,
  /** In a line of bundles: the part that these units are of. */
  productId: id('product').optional(),
});
export type Allocation = z.infer<typeof allocation>;

/** Where the units of one line come from; quantities add up to the line's. */
export const allocatedLine = z.object({
  lineId: id('line'),
  productId: id('product'),
  quantity,
  allocations: z.array(allocation).min(1),
  /** The earliest of their expiry dates; absent where none has one. */
  expiresOn: day.optional(),
});
export type AllocatedLine = z.infer<typeof allocatedLine>;

/** What happens to returned units: back to stock, or written off as damaged. */
export const disposition = z.enum(['restock', 'writeOff']);
export type Disposition = z.infer<typeof disposition>;

/** A FIFO batch: the single source of truth for stock and cost. */
export const batchView = z.object({
  batchId: id('batch'),
  storeId: id('store'),
  productId: id('product'),
  origin: z.enum(['delivery', 'return', 'transfer', 'count']),
  /** The delivery, the correction, the transfer or the stock count it came with. */
  originId: z.string(),
  /** For a return: the batch the units were first sold from. */
  returnOf: id('batch').optional(),
  /** For a transfer: the batch the units left, and when they came into a store of the chain first. */
  movedFrom: id('batch').optional(),
  agedSince: instant.optional(),
  /** The last day on which its units may be sold, of a product that keeps expiry dates. */
  expiresOn: day.optional(),
  receivedQty: quantity,
  /** Cost of all units received; it never changes. */
  costMinor: amountMinor,
  remainingQty: z.int().nonnegative(),
  /** Cost of the units that remain. */
  remainingCostMinor: amountMinor,
  currency,
  receivedAt: instant,
});
export type BatchView = z.infer<typeof batchView>;

/** Stock of a product in one store. */
export const stockView = z.object({
  storeId: id('store'),
  productId: id('product'),
  /** Units that may be sold: Σ remainingQty of the batches. */
  available: z.int().nonnegative(),
  /** Units set aside by checkouts under way. */
  held: z.int().nonnegative(),
  version: z.int(),
  batches: z.array(batchView),
});
export type StockView = z.infer<typeof stockView>;

/** A delivery: one batch per line, each at its own cost with its part of the extra costs. */
export const deliveryView = z.object({
  deliveryId: id('delivery'),
  storeId: id('store'),
  /** The supplier, where it is a record. */
  supplierId: id('supplier').optional(),
  /** Its name on the day of the delivery. */
  supplierName: z.string().optional(),
  /** The purchase order that it was received on, and its number. */
  purchaseOrderId: id('purchaseOrder').optional(),
  purchaseOrderNumber: z.string().optional(),
  reference: z.string().optional(),
  currency,
  /** Of the total: freight, customs and the like, which are in the costs of the batches. */
  extraCostMinor: amountMinor.optional(),
  totalCostMinor: amountMinor,
  receivedAt: instant,
  /** Day of receivedAt in the store's time zone; absent on deliveries of before it was kept. */
  receivedDay: day.optional(),
  receivedBy: z.string(),
  /** Goods that were there when the books began. */
  opening: z.literal(true).optional(),
  /** Goods that a stock count found, and its number: no supplier brought them, and nobody bills them. */
  stockCountId: id('stockCount').optional(),
  stockCountNumber: z.string().optional(),
  /** An opening delivery that was entered wrongly: none of its goods are in stock. */
  takenBack: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
  /** What of it was corrected since, oldest first; the lines are as they were typed. */
  corrections: z.array(deliveryCorrectionView).optional(),
  batches: z.array(
    z.object({
      batchId: id('batch'),
      productId: id('product'),
      quantity,
      costMinor: amountMinor,
      /** Of the cost: its part of the extra costs; absent where it has none. */
      extraCostMinor: amountMinor.optional(),
      /** Rate of the input tax that its bill is expected to have. */
      taxRateBps: taxRateBps.optional(),
      /** The last day on which its units may be sold; `byExpiry` where the earliest such day is sold first. */
      expiresOn: day.optional(),
      byExpiry: z.literal(true).optional(),
    }),
  ),
});
export type DeliveryView = z.infer<typeof deliveryView>;

/** An opening delivery in a list: how many lines it has, without them. */
export const openingDelivery = deliveryView.omit({ batches: true }).extend({ lines: z.int().min(1) });
export type OpeningDelivery = z.infer<typeof openingDelivery>;

/** Lines of one delivery at most. */
export const MAX_DELIVERY_LINES = 1000;

/**
 * How many parts of batches the lines of one sale may draw from. The hold refuses more, before anything is posted, and the
 * return takes as many: what can be sold can be returned. 20,000 parts with 1,000 lines are 4 MB in a message, of 8 MB.
 */
export const MAX_BATCH_PARTS = 20_000;

/** Refusals of inventory. */
export const inventoryErrors = {
  ...supplierErrors,
  ...purchaseOrderErrors,
  ...supplierBillErrors,
  ...supplierReturnErrors,
  ...transferErrors,
  ...writeOffErrors,
  ...stockCountErrors,
  ...stockAlertErrors,
  ...deliveryCorrectionErrors,
  /** details.shortages: [{productId, asked, available}] for every product short, lines of one product taken together. */
  stockInsufficient: defineError('stock.insufficient', 'conflict'),
  /** The hold was released before it arrived: its saga has given up. */
  holdVoided: defineError('hold.voided', 'conflict'),
  holdUnknown: defineError('hold.unknown', 'notFound'),
  holdNotOpen: defineError('hold.not-open', 'conflict'),
  deliveryUnknown: defineError('delivery.unknown', 'notFound'),
  deliveryExists: defineError('delivery.exists', 'conflict'),
  /** Only goods of the opening position are taken back so. */
  deliveryNotOpening: defineError('delivery.not-opening', 'rejected'),
  deliveryTakenBack: defineError('delivery.taken-back', 'conflict'),
  /** Units of it were set aside or sold. details.products: [{productId, received, left}], in smallest units. */
  deliveryNotWhole: defineError('delivery.not-whole', 'conflict'),
  batchUnknown: defineError('batch.unknown', 'notFound'),
  /** The returned units, product or cost are not those of the sale's hold. */
  returnMismatch: defineError('return.mismatch', 'conflict'),
  returnExists: defineError('return.exists', 'conflict'),
  /** Costs in a store are in the currency of its books. */
  currencyMixed: defineError('stock.currency-mixed', 'rejected'),
  /** A ticket would draw from more batches than can come back: sell it on several. details: {parts, limit}. */
  tooManyBatches: defineError('stock.too-many-batches', 'rejected'),
  /** Costs past the limit of one document. details: {maxMinor}. */
  amountTooLarge: defineError('amount.too-large', 'rejected'),
} as const;

/** Messages that inventory accepts. */
export const inventory = {
  ...supplierMessages,
  ...supplierImportMessages,
  ...openingStockMessages,
  ...purchaseOrderMessages,
  ...supplierBillMessages,
  ...supplierReturnMessages,
  ...transferMessages,
  ...writeOffMessages,
  ...stockCountMessages,
  ...stockAlertMessages,
  ...stockAgeMessages,
  ...stockCardMessages,
  ...stockExpiryMessages,
  ...stockPlaceMessages,
  ...stockTraceMessages,
  ...stockValueMessages,
  receiveDelivery: command(
    'inventory.receiveDelivery',
    'Receives a delivery: one batch per line at the cost of the line and its part of the extra costs.',
    {
      input: z.strictObject({
        deliveryId: id('delivery'),
        storeId: id('store'),
        /** A supplier that is not archived; the delivery keeps its name of the day. */
        supplierId: id('supplier').optional(),
        /** The name of a supplier that is no record; left out beside supplierId. */
        supplierName: text(120).optional(),
        /** An order of this store that was sent and is not closed: its supplier delivers, and only products that are on it. */
        purchaseOrderId: id('purchaseOrder').optional(),
        reference: text(60).optional(),
        currency,
        /** Freight, customs and the like, spread over the lines by their cost, or by the weight of each. */
        extraCostMinor: amountMinor.optional(),
        spreadExtraBy: z.enum(['value', 'weight']).default('value'),
        /** Goods that were there when the books began: their cost is against the opening equity. */
        opening: z.boolean().default(false),
        /** Code of the store, currency of its books and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), currency, timeZone }),
        lines: z
          .array(
            z.strictObject({
              productId: id('product'),
              quantity,
              /** Cost of all units of the line. */
              costMinor: amountMinor,
              /** Weight of all units of the line, in grams; needed where extra costs are spread by weight. */
              weightGrams: z.int().min(1).max(1_000_000_000).optional(),
              /** Rate of the input tax that its bill is expected to have. */
              taxRateBps: taxRateBps.optional(),
              /** The last day on which its units may be sold, of a product that keeps expiry dates. */
              expiresOn: day.optional(),
            }),
          )
          .min(1)
          .max(MAX_DELIVERY_LINES),
        /** Products of the lines that are sold by their expiry date, the earliest first, as the catalog has them. */
        soldByExpiry: z.array(id('product')).max(MAX_DELIVERY_LINES).default([]),
      }),
      reply: deliveryView,
    },
  ),
  takeBackDelivery: command(
    'inventory.takeBackDelivery',
    'Takes a delivery of opening stock back, once, while all of its units are still there.',
    {
      input: z.strictObject({
        deliveryId: id('delivery'),
        storeId: id('store'),
        /** Code of the store and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), timeZone }),
        reason: text(500),
      }),
      reply: deliveryView,
    },
  ),
  correctDelivery: command(
    'inventory.correctDelivery',
    'Corrects a line of a delivery that was typed wrongly: units fewer or more, or another cost.',
    { input: correctDeliveryInput, reply: deliveryView },
  ),
  holdStock: command('inventory.holdStock', 'Sets units aside, oldest batch first; refuses all when a line is short.', {
    input: z.strictObject({
      holdId: id('hold'),
      storeId: id('store'),
      lines: z
        .array(z.strictObject({ lineId: id('line'), productId: id('product'), quantity }))
        .min(1)
        .max(1000),
    }),
    reply: z.object({ holdId: id('hold'), lines: z.array(allocatedLine), costMinor: amountMinor }),
  }),
  releaseHold: command(
    'inventory.releaseHold',
    'Undo of holdStock, if present; leaves a tombstone so that a late hold is refused.',
    {
      input: z.strictObject({ holdId: id('hold'), storeId: id('store') }),
      reply: z.object({ released: z.boolean() }),
    },
  ),
  settleHold: command('inventory.settleHold', 'The held units are sold: they leave the stock.', {
    input: z.strictObject({
      holdId: id('hold'),
      saleId: id('sale'),
      /** The day that the sale was posted on; the movements belong to it, whenever they come. */
      businessDay: day.optional(),
    }),
    reply: z.object({ settled: z.literal(true) }),
  }),
  returnStock: command(
    'inventory.returnStock',
    'Sold units come back: a new batch at the original cost, or a write-off.',
    {
      input: z.strictObject({
        correctionId: id('correction'),
        saleId: id('sale'),
        /** The store that takes the goods in. */
        storeId: id('store'),
        /** The store that sold them, where it is another one. */
        soldIn: id('store').optional(),
        currency,
        /** The day that the correction was posted on; the movements belong to it, whenever they come. */
        businessDay: day.optional(),
        lines: z
          .array(
            z.strictObject({
              productId: id('product'),
              batchId: id('batch'),
              quantity,
              costMinor: amountMinor,
              disposition,
            }),
          )
          .min(1)
          .max(MAX_BATCH_PARTS),
      }),
      reply: z.object({ batchIds: z.array(id('batch')) }),
    },
  ),
  readStock: query('inventory.readStock', 'Levels and live batches of products, from the batches themselves.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      productIds: z.array(id('product')).min(1).max(200),
    }),
    reply: z.object({ items: z.array(stockView) }),
  }),
  listLevels: query('inventory.listLevels', 'Levels of a store, product by product, without batches.', {
    input: z.strictObject({ storeId: id('store'), ...page }),
    reply: pageOf(stockView.omit({ batches: true })),
  }),
  readDelivery: query('inventory.readDelivery', 'One delivery.', {
    input: z.strictObject({ deliveryId: id('delivery') }),
    reply: deliveryView,
  }),
  listDeliveries: query('inventory.listDeliveries', 'Deliveries, newest first, by store, supplier and day.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      /** Each of its words begins a word of the supplier's name or of the reference. */
      supplier: text(100).optional(),
      supplierId: id('supplier').optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(deliveryView),
  }),
  listOpeningDeliveries: query(
    'inventory.listOpeningDeliveries',
    'Deliveries of opening stock of a store, newest first, also those that were taken back.',
    { input: z.strictObject({ storeId: id('store'), ...page }), reply: pageOf(openingDelivery) },
  ),
  auditRecords: query('inventory.auditRecords', 'Canonical records for the audit, in order of id.', {
    input: z.strictObject({
      kind: z.enum(['batches', 'levels', 'holds', 'movements', 'transfers', 'supplierBills', 'deliveryBillings']),
      ...auditRange,
    }),
    reply: z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() }),
  }),
} as const;

const level = z.object({ storeId: id('store'), productId: id('product'), available: z.int(), version: z.int() });

/** Events that inventory publishes. */
export const inventoryEvents = {
  ...supplierBillEvents,
  ...supplierReturnEvents,
  ...transferEvents,
  ...writeOffEvents,
  ...stockCountEvents,
  ...stockAlertEvents,
  ...stockExpiryEvents,
  ...deliveryCorrectionEvents,
  stockChanged: event('inventory.stockChanged', 'The level of a product in a store has a new figure.', level),
  /** Ledger: inventory up, goods-received payable (of an opening position: opening equity) up. */
  stockReceived: event(
    'inventory.stockReceived',
    'A delivery was taken in.',
    z.object({
      deliveryId: id('delivery'),
      storeId: id('store'),
      /** Code of the store: numbers of its journals begin with it. */
      storeCode: z.string(),
      currency,
      costMinor: amountMinor,
      supplierId: id('supplier').optional(),
      supplierName: z.string().optional(),
      purchaseOrderId: id('purchaseOrder').optional(),
      /** Number of the supplier's paper. */
      reference: z.string().optional(),
      receivedAt: instant,
      /** Time zone of the store: it decides the business day of the delivery. */
      timeZone,
      receivedBy: z.string(),
      /** Goods that were there when the books began. */
      opening: z.literal(true).optional(),
    }),
  ),
  /** Ledger: opening equity down, inventory down. */
  deliveryTakenBack: event(
    'inventory.deliveryTakenBack',
    'A delivery of opening stock was taken back.',
    z.object({
      deliveryId: id('delivery'),
      storeId: id('store'),
      storeCode: z.string(),
      currency,
      /** What all of its batches cost. */
      costMinor: amountMinor,
      takenBackAt: instant,
      /** Time zone of the store: it decides the business day. */
      timeZone,
      takenBackBy: z.string(),
      reason: z.string(),
    }),
  ),
  /** Ledger: shrinkage up, inventory down. */
  stockWrittenOff: event(
    'inventory.stockWrittenOff',
    'Units were written off.',
    z.object({
      correctionId: id('correction'),
      saleId: id('sale'),
      storeId: id('store'),
      currency,
      costMinor: amountMinor,
      writtenOffAt: instant,
      writtenOffBy: z.string(),
    }),
  ),
} as const;

/** Records of the audit, as auditRecords answers them by kind. */
export interface InventoryAuditRecords {
  batches: {
    id: string;
    storeId: string;
    productId: string;
    origin: string;
    originId: string;
    receivedQty: number;
    costMinor: number;
    remainingQty: number;
    remainingCostMinor: number;
    currency: string;
  };
  supplierBills: Pick<
    SupplierBillView,
    | 'storeId'
    | 'kind'
    | 'number'
    | 'netMinor'
    | 'taxMinor'
    | 'grossMinor'
    | 'toStockMinor'
    | 'toCostMinor'
    | 'lines'
    | 'recordedAt'
    | 'reversed'
  > & { id: string };
  deliveryBillings: {
    id: string;
    lines: { batchId: string; billed: number; clearedMinor: number; differenceMinor: number; toCostMinor: number }[];
    extraClearedMinor: number;
  };
  levels: { id: string; storeId: string; productId: string; available: number; version: number };
  holds: {
    id: string;
    storeId: string;
    sagaId: string;
    state: 'open' | 'settled' | 'released';
    saleId?: string;
    createdAt: string;
    lines: AllocatedLine[];
  };
  movements: {
    id: string;
    kind: z.infer<typeof movementKind>;
    storeId: string;
    productId: string;
    batchId: string;
    remainingDelta: number;
    heldDelta: number;
    /** Cost of the units moved; of `revalued` what the units that remain cost more, or less below zero. */
    costMinor: number;
    ref: string;
    occurredAt: string;
    /** The day of the books that it belongs to, where its document names one; else that of occurredAt in its store. */
    businessDay?: string;
  };
  transfers: TransferAuditRecord;
}
