import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import { currency, day, id, instant, minor, page, pageOf, quantity } from './kernel/schemas.js';

/** Messages of inventory about levels that run low, and about what to order. */

/** At this available quantity or less, in smallest units, a level is low; 0 for never. */
export const stockThreshold = z.int().min(0).max(1_000_000_000);

/** Whether an alert is open, or its level has recovered. */
export const stockAlertState = z.enum(['open', 'recovered']);
export type StockAlertState = z.infer<typeof stockAlertState>;

/** A moment at which a level crossed a line: what was available from then on, and who changed it. */
const crossing = z.object({ at: instant, by: z.string(), available: z.int().nonnegative() });
export type StockCrossing = z.infer<typeof crossing>;

/** What happened to a level from its first crossing until it was above its threshold again, or to a batch that expires. */
export const stockAlertView = z.object({
  alertId: id('alert'),
  storeId: id('store'),
  productId: id('product'),
  state: stockAlertState,
  /** The threshold at the last crossing, smallest units; 0 of a batch that expires. */
  threshold: stockThreshold,
  raisedAt: instant,
  /** When it came to the threshold or below it. */
  low: crossing.optional(),
  /** When nothing was left. */
  out: crossing.optional(),
  /** Only of an alert that units of a batch soon expire, or have expired: until they are gone, or have another date. */
  expiring: crossing.extend({ batchId: id('batch'), expiresOn: day }).optional(),
  /** When the level was above its threshold again, or nothing was left of the batch with its date. */
  recovered: crossing.optional(),
  /** The first person who noted that it was seen. */
  seen: z.object({ at: instant, by: z.string() }).optional(),
});
export type StockAlertView = z.infer<typeof stockAlertView>;

/** Refusals about alerts. */
export const stockAlertErrors = {
  stockAlertUnknown: defineError('stock-alert.unknown', 'notFound'),
} as const;

/** Products of one page of what to order, at most. */
export const MOST_REORDER_PRODUCTS = 1_000;

/** A supplier that a product can be ordered of: the one that delivered it last comes first. */
export const reorderSupplier = z.object({
  supplierId: id('supplier'),
  supplierName: z.string(),
  leadTimeDays: z.int().nonnegative().optional(),
  /** It sells the product by so many, smallest units. */
  orderMultiple: quantity.optional(),
  /** Its last delivery of the product: units and what they cost together. */
  last: z.object({ receivedDay: day, quantity, costMinor: minor.nonnegative(), currency }).optional(),
});
export type ReorderSupplier = z.infer<typeof reorderSupplier>;

/** What inventory knows of a product that may have to be ordered, smallest units. */
export const reorderFigures = z.object({
  productId: id('product'),
  available: z.int().nonnegative(),
  /** Units that were ordered and have not come: of orders that were sent and are not closed. */
  onOrder: z.int().nonnegative(),
  threshold: stockThreshold,
  currency,
  suppliers: z.array(reorderSupplier),
});
export type ReorderFigures = z.infer<typeof reorderFigures>;

/** Messages of inventory about alerts and what to order. */
export const stockAlertMessages = {
  markAlertSeen: command('inventory.markAlertSeen', 'Notes who has seen an alert; the first person stays.', {
    input: z.strictObject({ alertId: id('alert') }),
    reply: stockAlertView,
  }),
  readStockAlert: query('inventory.readStockAlert', 'One alert.', {
    input: z.strictObject({ alertId: id('alert') }),
    reply: stockAlertView,
  }),
  listStockAlerts: query('inventory.listStockAlerts', 'Alerts of levels, newest first, by store, state and product.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      state: stockAlertState.optional(),
      productId: id('product').optional(),
      ...page,
    }),
    reply: pageOf(stockAlertView),
  }),
  listReorderFigures: query(
    'inventory.listReorderFigures',
    'What is available and on order of products of a store, their thresholds and suppliers: of the products named, of a supplier, or all.',
    {
      input: z.strictObject({
        storeId: id('store'),
        productIds: z.array(id('product')).min(1).max(MOST_REORDER_PRODUCTS).optional(),
        supplierId: id('supplier').optional(),
        limit: z.int().min(1).max(MOST_REORDER_PRODUCTS).default(200),
        cursor: z.string().max(200).optional(),
      }),
      reply: pageOf(reorderFigures),
    },
  ),
} as const;

const warning = z.object({
  alertId: id('alert'),
  storeId: id('store'),
  productId: id('product'),
  available: z.int().nonnegative(),
  threshold: stockThreshold,
  /** Version of the level at the crossing. */
  version: z.int(),
});

/** Events of a level that crosses its threshold; each is raised once until the level has recovered. */
export const stockAlertEvents = {
  stockLow: event('inventory.stockLow', 'A level came to its threshold or below it.', warning),
  stockOut: event('inventory.stockOut', 'Nothing is left of a product in a store.', warning),
  stockRecovered: event('inventory.stockRecovered', 'A level is above its threshold again.', warning),
} as const;
