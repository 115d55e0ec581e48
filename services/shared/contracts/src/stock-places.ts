import { z } from 'zod';
import { query } from './kernel/messages.js';
import { id, quantity } from './kernel/schemas.js';

/** Where the units of products are: in each store, and on the road between two. */

/** Units of a product in a store: those that may be sold, and those set aside by checkouts; smallest units. */
export const placedStock = z.object({
  storeId: id('store'),
  productId: id('product'),
  available: z.int().nonnegative(),
  held: z.int().nonnegative(),
});
export type PlacedStock = z.infer<typeof placedStock>;

/** Units of a product that a transfer has on the road. */
export const unitsOnTheRoad = z.object({
  transferId: id('transfer'),
  number: z.string(),
  fromStoreId: id('store'),
  toStoreId: id('store'),
  productId: id('product'),
  quantity,
});
export type UnitsOnTheRoad = z.infer<typeof unitsOnTheRoad>;

/** Messages of inventory about where units are. */
export const stockPlaceMessages = {
  readStockPlaces: query(
    'inventory.readStockPlaces',
    'Units of products in every store that has or had them, and on the road between stores.',
    {
      input: z.strictObject({ productIds: z.array(id('product')).min(1).max(200) }),
      reply: z.object({ items: z.array(placedStock), onTheRoad: z.array(unitsOnTheRoad) }),
    },
  ),
} as const;
