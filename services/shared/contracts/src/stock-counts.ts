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
  text,
  timeZone,
} from './kernel/schemas.js';
import { MAX_QUANTITY_DECIMALS, MAX_WHOLE_UNITS } from './kernel/units.js';
import { stockCountState } from './stock-count-life.js';

/** Messages of inventory about stock counts: what should be there, what is counted, and the difference that is posted. */

/** Products of one count at most. */
export const MAX_COUNT_PRODUCTS = 5000;

/** Lines with a difference that are posted at once at most. */
export const MAX_COUNT_DIFFERENCES = 1000;

const productIds = z.array(id('product')).min(1).max(MAX_COUNT_PRODUCTS);
const categoryIds = z.array(id('category')).min(1).max(200);

/** What a count is about. The products of categories come with it: the catalog knows them. */
export const countScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('store') }),
  z.strictObject({ kind: z.literal('categories'), categoryIds, productIds }),
  z.strictObject({ kind: z.literal('products'), productIds }),
  /** The products with stock that were not counted for the longest time; of equal ones, those of the highest value. */
  z.strictObject({ kind: z.literal('cyclic'), products: z.int().min(1).max(1000) }),
]);
export type CountScope = z.infer<typeof countScope>;

const doneBy = { at: instant, by: z.string() };

/** A stock count, without its lines. */
export const stockCountView = z.object({
  stockCountId: id('stockCount'),
  /** Gapless for each store and year, such as ALG1-SC-2026-000042. */
  number: z.string(),
  storeId: id('store'),
  currency,
  scope: z.object({
    kind: z.enum(['store', 'categories', 'products', 'cyclic']),
    categoryIds: z.array(id('category')).optional(),
  }),
  note: z.string().optional(),
  state: stockCountState,
  /** Grows with every change of the state; a change names the revision it was made on. */
  revision: z.int().min(1),
  /** 1 at first, one more with each recount. */
  round: z.int().min(1),
  /** Products to count. */
  products: z.int().nonnegative(),
  /** Entries so far, withdrawals too. */
  entries: z.int().nonnegative(),
  createdAt: instant,
  /** Day of createdAt in the store's time zone. */
  createdDay: day,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
  posted: z
    .object({
      ...doneBy,
      /** What became of lines that nobody counted. */
      uncounted: z.enum(['leave', 'zero']),
      /** Lines with a difference. */
      differing: z.int().nonnegative(),
      /** Cost of the units that left the stock, and of those that entered it. */
      missingCostMinor: amountMinor,
      foundCostMinor: amountMinor,
      /** The record of the units found: their batches name it as the delivery they came with. */
      foundDeliveryId: id('delivery').optional(),
    })
    .optional(),
  cancelled: z.object({ ...doneBy, reason: z.string() }).optional(),
});
export type StockCountView = z.infer<typeof stockCountView>;

/** What somebody counted, or a withdrawal of it: inserted, never changed. Figures in smallest units. */
export const countEntryView = z.object({
  entryId: id('countEntry'),
  stockCountId: id('stockCount'),
  /** Its place among the entries of the count. */
  seq: z.int().min(1),
  round: z.int().min(1),
  productId: id('product'),
  /** Units counted; of a withdrawal, those that no longer count. */
  quantity: z.int().nonnegative(),
  /** The entry that this one withdraws. */
  withdraws: id('countEntry').optional(),
  place: z.string().optional(),
  device: z.string().optional(),
  /** Units that should have been there at this moment: those to sell and those set aside by checkouts under way. */
  physicalQuantity: z.int().nonnegative(),
  enteredAt: instant,
  enteredBy: z.string(),
});
export type CountEntryView = z.infer<typeof countEntryView>;

/** A product of a count. Figures in smallest units. */
export const countLine = z.object({
  productId: id('product'),
  /** What should have been there when the count began. */
  startQuantity: z.int().nonnegative(),
  /** The round in which it is counted. */
  round: z.int().min(1),
  /** Entries that count. */
  entries: z.int().nonnegative(),
  /** Σ of the entries; absent where nobody counted it. */
  countedQuantity: z.int().nonnegative().optional(),
  /** What should have been there when it was counted last. */
  expectedQuantity: z.int().nonnegative().optional(),
  /** Counted less expected: below zero, units are missing. */
  difference: z.int().optional(),
  /** The difference at cost, with its sign; absent where there is no batch to take a cost from. */
  differenceCostMinor: minor.optional(),
  /** Units were found of a product that never had a batch here: who posts the count names their cost. */
  unpriced: z.boolean(),
  /** Stock moved between two entries: it is counted anew, or accepted by who posts the count. */
  uncertain: z.boolean(),
});
export type CountLine = z.infer<typeof countLine>;

/** Sums of all lines of a count. */
export const countTotals = z.object({
  products: z.int(),
  counted: z.int(),
  differing: z.int(),
  uncertain: z.int(),
  unpriced: z.int(),
  missingCostMinor: minor,
  foundCostMinor: minor,
});
export type CountTotals = z.infer<typeof countTotals>;

/** Refusals about stock counts. */
export const stockCountErrors = {
  stockCountUnknown: defineError('stock-count.unknown', 'notFound'),
  stockCountExists: defineError('stock-count.exists', 'conflict'),
  /** Another revision is current: read the count again. details: {revision, asked}. */
  stockCountChanged: defineError('stock-count.changed', 'conflict'),
  /** Its state has no such way. details: {state}. */
  stockCountState: defineError('stock-count.state', 'conflict'),
  /** Nothing is to be counted. */
  stockCountEmpty: defineError('stock-count.empty', 'rejected'),
  /** Split it, by category for example. details: {products, limit}. */
  stockCountTooLarge: defineError('stock-count.too-large', 'rejected'),
  /** The product is not of this count. details: {productId}. */
  stockCountOutOfScope: defineError('stock-count.out-of-scope', 'rejected'),
  /** The line is not among those that are counted anew. details: {productId}. */
  stockCountNotRecounted: defineError('stock-count.not-recounted', 'rejected'),
  countEntryUnknown: defineError('stock-count.entry-unknown', 'notFound'),
  countEntryWithdrawn: defineError('stock-count.entry-withdrawn', 'conflict'),
  /** Stock moved while these were counted: count them anew, or accept them. details: {productIds}. */
  stockCountUncertain: defineError('stock-count.uncertain', 'conflict'),
  /** These never had a batch here: the cost of what was found must be named. details: {productIds}. */
  stockCountCostMissing: defineError('stock-count.cost-missing', 'rejected'),
  /** More lines differ than are posted at once: split the count by category. details: {differing, limit}. */
  stockCountTooManyDifferences: defineError('stock-count.too-many-differences', 'rejected'),
} as const;

const stockCountId = id('stockCount');
/** The revision that was seen; another one is refused. */
const revision = z.int().min(1);
/** Units counted; none is a count too. */
const counted = z
  .int()
  .min(0)
  .max(MAX_WHOLE_UNITS * 10 ** MAX_QUANTITY_DECIMALS);

/** Messages of inventory about stock counts. */
export const stockCountMessages = {
  createStockCount: command(
    'inventory.createStockCount',
    'Begins a stock count under the next number of its store and year, with the figures of this moment.',
    {
      input: z.strictObject({
        stockCountId,
        storeId: id('store'),
        /** Code of the store, currency of its books and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), currency, timeZone }),
        scope: countScope,
        note: text(500).optional(),
      }),
      reply: stockCountView,
    },
  ),
  enterCount: command(
    'inventory.enterCount',
    'Enters how many units of a product were counted; entries of one product add up.',
    {
      input: z.strictObject({
        entryId: id('countEntry'),
        stockCountId,
        productId: id('product'),
        quantity: counted,
        /** Where the units stand. */
        place: text(60).optional(),
        device: text(60).optional(),
      }),
      reply: countEntryView,
    },
  ),
  withdrawCountEntry: command('inventory.withdrawCountEntry', 'Withdraws an entry of a count by a new record.', {
    input: z.strictObject({
      entryId: id('countEntry'),
      stockCountId,
      withdraws: id('countEntry'),
      device: text(60).optional(),
    }),
    reply: countEntryView,
  }),
  reviewCount: command('inventory.reviewCount', 'Ends the counting: from now on the differences are looked at.', {
    input: z.strictObject({ stockCountId, revision }),
    reply: stockCountView,
  }),
  recountLines: command(
    'inventory.recountLines',
    'Opens a count again for the products named, which are counted anew.',
    {
      input: z.strictObject({ stockCountId, revision, productIds: z.array(id('product')).min(1).max(1000) }),
      reply: stockCountView,
    },
  ),
  postCount: command(
    'inventory.postCount',
    'Posts the differences of a count, once: missing units leave oldest first, found ones enter as new batches.',
    {
      input: z.strictObject({
        stockCountId,
        revision,
        /** Code of the store and its time zone, as the catalog has them. */
        store: z.strictObject({ code: text(8), timeZone }),
        /** What becomes of lines that nobody counted: they stay as they are, or nothing of them is there. */
        uncounted: z.enum(['leave', 'zero']).default('leave'),
        /** Uncertain lines that are posted as they are. */
        acceptUncertain: z.array(id('product')).max(MAX_COUNT_DIFFERENCES).default([]),
        /** Cost of all units found of products that never had a batch in the store. */
        costs: z
          .array(z.strictObject({ productId: id('product'), costMinor: amountMinor }))
          .max(MAX_COUNT_DIFFERENCES)
          .default([]),
        /** Up to which cost, missing and found together in minor units, the person may post; without it, any. */
        limitMinor: amountMinor.optional(),
      }),
      reply: stockCountView,
    },
  ),
  cancelCount: command('inventory.cancelCount', 'Cancels a count that was not posted; the stock stays as it is.', {
    input: z.strictObject({ stockCountId, reason: text(500) }),
    reply: stockCountView,
  }),
  readStockCount: query('inventory.readStockCount', 'One stock count, without its lines.', {
    input: z.strictObject({ stockCountId }),
    reply: stockCountView,
  }),
  listStockCounts: query('inventory.listStockCounts', 'Stock counts, newest first, by store, state and day.', {
    input: z.strictObject({
      storeId: id('store').optional(),
      state: stockCountState.optional(),
      ...days,
      ...page,
    }),
    reply: pageOf(stockCountView),
  }),
  listCountLines: query(
    'inventory.listCountLines',
    'Lines of a count in order of product, with the differences and their sums.',
    {
      input: z.strictObject({
        stockCountId,
        show: z.enum(['all', 'counted', 'uncounted', 'differing', 'uncertain', 'unpriced']).default('all'),
        ...page,
      }),
      reply: pageOf(countLine).extend({ totals: countTotals }),
    },
  ),
  listCountEntries: query('inventory.listCountEntries', 'Entries of a count, newest first, also of one product.', {
    input: z.strictObject({ stockCountId, productId: id('product').optional(), ...page }),
    reply: pageOf(countEntryView),
  }),
} as const;

/** Events of stock counts. */
export const stockCountEvents = {
  /** Ledger: what is missing, shrinkage up and inventory down; what was found, inventory up and shrinkage down. */
  stockCounted: event(
    'inventory.stockCounted',
    'A stock count was posted.',
    z.object({
      stockCountId,
      number: z.string(),
      storeId: id('store'),
      /** Code of the store: numbers of its journals begin with it. */
      storeCode: z.string(),
      currency,
      missingCostMinor: amountMinor,
      foundCostMinor: amountMinor,
      /** The record of the units found. */
      foundDeliveryId: id('delivery').optional(),
      postedAt: instant,
      /** Time zone of the store: it decides the business day. */
      timeZone,
      postedBy: z.string(),
    }),
  ),
} as const;
