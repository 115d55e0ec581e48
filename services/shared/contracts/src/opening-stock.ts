import { z } from 'zod';
import { query } from './kernel/messages.js';
import { amountMinor, day, id, quantity } from './kernel/schemas.js';

/** Messages of inventory about the opening stock of products. */

/** What a delivery of opening stock that was not taken back brought of a product, sold or not. */
export const openingStock = z.object({
  productId: id('product'),
  deliveryId: id('delivery'),
  quantity,
  costMinor: amountMinor,
  /** The last days on which its units may be sold, in order; none of units without such a day. */
  expiresOn: z.array(day),
});
export type OpeningStock = z.infer<typeof openingStock>;

/** Messages of inventory about the opening stock of products. */
export const openingStockMessages = {
  readOpeningStock: query(
    'inventory.readOpeningStock',
    'Opening stock of products in a store, by delivery, also where it is sold; not what was taken back.',
    {
      input: z.strictObject({ storeId: id('store'), productIds: z.array(id('product')).min(1).max(500) }),
      reply: z.object({ items: z.array(openingStock) }),
    },
  ),
} as const;
