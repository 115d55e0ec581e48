import { inventory } from '@comptoir/contracts';
import { stockCountViewOf } from '../domain/stock-count-records.js';
import { decideReviewCount, requireStockCount } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/** Ends the counting: the differences are looked at. */
export const reviewCount = on.command(inventory.reviewCount, {
  keys: ({ stockCountId }) => [stockCountId],
  load: async (store, { stockCountId }) => ({ found: await store.stockCount(stockCountId) }),
  decide: ({ found }, input, context) => {
    const after = decideReviewCount(found, input, context);
    return { before: requireStockCount(found, input.stockCountId), after, reply: stockCountViewOf(after) };
  },
  save: (store, { before, after }) => [store.moveStockCount(before, after)],
});
