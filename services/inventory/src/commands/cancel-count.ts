import { inventory } from '@comptoir/contracts';
import { stockCountViewOf } from '../domain/stock-count-records.js';
import { decideCancelCount, requireStockCount } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/** Cancels a count that was not posted; the stock stays as it is. */
export const cancelCount = on.command(inventory.cancelCount, {
  keys: ({ stockCountId }) => [stockCountId],
  load: async (store, { stockCountId }) => ({ found: await store.stockCount(stockCountId) }),
  decide: ({ found }, input, context) => {
    const after = decideCancelCount(found, input, context);
    return { before: requireStockCount(found, input.stockCountId), after, reply: stockCountViewOf(after) };
  },
  save: (store, { before, after }) => [store.moveStockCount(before, after)],
});
