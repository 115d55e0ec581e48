import { z } from 'zod';
import { command, event, query } from './kernel/messages.js';
import { currency, day, id, instant, minor, page, quantity } from './kernel/schemas.js';

/** Batches whose units may soon no longer be sold, or may no longer. */

/** Units of a batch that may be sold up to a day; smallest units, and what they cost. */
export const expiringBatch = z.object({
  storeId: id('store'),
  productId: id('product'),
  batchId: id('batch'),
  /** The last day on which they may be sold. */
  expiresOn: day,
  quantity,
  costMinor: minor,
  currency,
  receivedAt: instant,
});
export type ExpiringBatch = z.infer<typeof expiringBatch>;

/** Messages of inventory about expiry dates. */
export const stockExpiryMessages = {
  listExpiringStock: query(
    'inventory.listExpiringStock',
    'Batches of a store with units left that expire on a day or before it, the earliest first.',
    {
      input: z.strictObject({ storeId: id('store'), upTo: day, ...page }),
      reply: z.object({ items: z.array(expiringBatch), nextCursor: z.string().optional() }),
    },
  ),
  warnExpiring: command(
    'inventory.warnExpiring',
    'Raises an alert for batches of a store that expire on a day or before it, one a batch and date, some at a time; ends those of batches that are gone.',
    {
      input: z.strictObject({ storeId: id('store'), upTo: day, limit: z.int().min(1).max(1000).default(200) }),
      /** `more`: there are others to raise. */
      reply: z.object({ raised: z.int().nonnegative(), ended: z.int().nonnegative(), more: z.boolean() }),
    },
  ),
} as const;

/** Events of batches that expire. */
export const stockExpiryEvents = {
  stockExpiring: event(
    'inventory.stockExpiring',
    'Units of a batch soon expire, or have expired; told once a date.',
    z.object({
      alertId: id('alert'),
      storeId: id('store'),
      productId: id('product'),
      batchId: id('batch'),
      /** The last day on which they may be sold. */
      expiresOn: day,
      /** Units of the batch, smallest units. */
      available: quantity,
    }),
  ),
} as const;
