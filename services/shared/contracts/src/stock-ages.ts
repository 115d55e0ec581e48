import { z } from 'zod';
import { query } from './kernel/messages.js';
import { currency, id, instant, minor, page } from './kernel/schemas.js';

/** How old the stock is, by the days since its batches came in. */

const held = { quantity: z.int().nonnegative(), costMinor: minor.nonnegative() };

/** What of a stock came in so long ago: from `fromDays` to the day before the next age. */
export const stockAge = z.object({ fromDays: z.int().nonnegative(), ...held });
export type StockAge = z.infer<typeof stockAge>;

/** The stock of a product in a store by its age; smallest units, and what they cost. */
export const stockAgesView = z.object({
  storeId: id('store'),
  productId: id('product'),
  currency,
  ...held,
  /** When the oldest of its batches came in. */
  oldestAt: instant,
  /** One an age, also those without units. */
  ages: z.array(stockAge),
});
export type StockAgesView = z.infer<typeof stockAgesView>;

/** The value of a store's stock by its age, in one currency. */
export const stockAgesTotal = z.object({
  currency,
  costMinor: minor.nonnegative(),
  ages: z.array(stockAge.omit({ quantity: true })),
});
export type StockAgesTotal = z.infer<typeof stockAgesTotal>;

/** Messages of inventory about the age of stock. */
export const stockAgeMessages = {
  listStockAges: query(
    'inventory.listStockAges',
    'Stock of a store by the age of its batches, product by product; without those that have none. The first page has the totals.',
    {
      input: z.strictObject({ storeId: id('store'), ...page }),
      reply: z.object({
        totals: z.array(stockAgesTotal).optional(),
        items: z.array(stockAgesView),
        nextCursor: z.string().optional(),
      }),
    },
  ),
} as const;
