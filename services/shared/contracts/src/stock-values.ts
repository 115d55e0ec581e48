import { z } from 'zod';
import { query } from './kernel/messages.js';
import { currency, day, id, instant, minor, page, timeZone } from './kernel/schemas.js';

/** What the stock of a store was worth at the end of a business day, from what moved, and what the books say of it. */

/** A batch at the end of a day: units that were in the store, those set aside too, and what they cost. */
export const valuedBatch = z.object({
  batchId: id('batch'),
  /** The delivery that brought its units first. */
  deliveryId: id('delivery'),
  receivedAt: instant,
  quantity: z.int(),
  costMinor: minor,
});
export type ValuedBatch = z.infer<typeof valuedBatch>;

/** A product at the end of a day; smallest units, and what they cost in minor units. */
export const stockValue = z.object({
  productId: id('product'),
  currency,
  quantity: z.int(),
  costMinor: minor,
  /** In order of arrival, where they were asked for. */
  batches: z.array(valuedBatch).optional(),
});
export type StockValue = z.infer<typeof stockValue>;

/** A fact of the stock whose entry stands on a later day than the fact, because its own day was closed by then. */
export const lateStockEntry = z.object({
  entryId: id('entry'),
  kind: z.string(),
  /** The record behind it, and its number where the entry names one. */
  ref: z.string(),
  document: z.string().optional(),
  memo: z.string(),
  /** The day it stands on, and the day it belongs to. */
  businessDay: day,
  occurredDay: day,
  /** What it adds to the inventory account and to that of goods in transit, minor units; below zero for less. */
  inventoryCostMinor: minor,
  transitCostMinor: minor,
});
export type LateStockEntry = z.infer<typeof lateStockEntry>;

/** How many late entries are named; the sums are over all. */
export const MAX_LATE_STOCK_ENTRIES = 200;

/** The accounts of goods of a store at the end of a day; minor units. */
export const stockAccountsView = z.object({
  storeId: id('store'),
  /** The earliest business day in the books of the store; absent where it has no entry. Nothing is known of days before it. */
  since: day.optional(),
  currency: currency.optional(),
  inventoryCostMinor: minor,
  transitCostMinor: minor,
  /** Σ of facts up to the day that stand on later days. */
  lateInventoryCostMinor: minor,
  lateTransitCostMinor: minor,
  late: z.array(lateStockEntry).max(MAX_LATE_STOCK_ENTRIES),
});
export type StockAccountsView = z.infer<typeof stockAccountsView>;

/** Messages of inventory about the value of stock on a day. */
export const stockValueMessages = {
  listStockValues: query(
    'inventory.listStockValues',
    'Units and cost of each product, and of each of its batches, in a store at the end of a business day.',
    {
      input: z.strictObject({
        storeId: id('store'),
        day,
        /** Time zone of the store: it decides the business day of a movement. */
        timeZone,
        /** One product only. */
        productId: id('product').optional(),
        /** With the batches of each product. */
        batches: z.boolean().default(false),
        ...page,
      }),
      reply: z.object({ items: z.array(stockValue), nextCursor: z.string().optional() }),
    },
  ),
} as const;

/** Messages of sales about the accounts of goods. */
export const stockAccountMessages = {
  stockAccounts: query(
    'sales.stockAccounts',
    'The accounts of goods of a store at the end of a business day, with facts of before it that were posted on later days.',
    { input: z.strictObject({ storeId: id('store'), day }), reply: stockAccountsView },
  ),
} as const;
