import { z } from 'zod';
import { query } from './kernel/messages.js';
import { currency, id, instant, minor, page } from './kernel/schemas.js';
import { movementKind } from './movement-kinds.js';

/** Messages of inventory about stock cards: what moved of a product in a store, with the balance after each movement. */

/** What kind of document is behind a movement. */
export const stockDocumentKind = z.enum([
  'delivery',
  'deliveryCorrection',
  'sale',
  'correction',
  'writeOff',
  'stockCount',
  'transfer',
  'supplierReturn',
  'supplierBill',
]);

/** The document behind a movement: of a correction, the sale it belongs to as well. */
export const stockDocument = z.object({
  kind: stockDocumentKind,
  id: z.string(),
  /** Its number, or the number of the supplier's paper; absent where it has none, and for documents of sales. */
  number: z.string().optional(),
  saleId: id('sale').optional(),
  /** Of a correction of a delivery. */
  deliveryId: id('delivery').optional(),
});
export type StockDocument = z.infer<typeof stockDocument>;

/** A movement on a stock card. Units that a checkout sets aside, and gives back, stay in the stock: they are not on it. */
export const stockCardRow = z.object({
  movementId: id('movement'),
  kind: movementKind,
  batchId: id('batch'),
  /** Units more in the store, or less below zero, in smallest units; 0 where only the cost changed. */
  quantity: z.int(),
  /** What they cost, or what those that remain cost more; below zero for less; minor units. */
  costMinor: minor,
  /** Units in the store after it, those set aside too. */
  balance: z.int(),
  /** What these units cost, minor units. */
  balanceCostMinor: minor,
  document: stockDocument,
  by: z.string(),
  occurredAt: instant,
});
export type StockCardRow = z.infer<typeof stockCardRow>;

/** Messages of inventory about stock cards. */
export const stockCardMessages = {
  listStockCard: query(
    'inventory.listStockCard',
    'What moved of a product in a store, newest first, with the balance of units and of cost after each movement.',
    {
      input: z.strictObject({
        storeId: id('store'),
        productId: id('product'),
        /** Movements from this moment on, and before that one. */
        from: instant.optional(),
        before: instant.optional(),
        ...page,
      }),
      reply: z.object({
        storeId: id('store'),
        productId: id('product'),
        /** Of the costs; absent where nothing has moved. */
        currency: currency.optional(),
        items: z.array(stockCardRow),
        nextCursor: z.string().optional(),
      }),
    },
  ),
} as const;
