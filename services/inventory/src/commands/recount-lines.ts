import { inventory } from '@comptoir/contracts';
import { countLineId, stockCountViewOf } from '../domain/stock-count-records.js';
import { decideRecountLines } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/** Opens a count again for the products named, which are counted anew. */
export const recountLines = on.command(inventory.recountLines, {
  keys: ({ stockCountId }) => [stockCountId],
  load: async (store, { stockCountId, productIds }) => ({
    found: await store.stockCount(stockCountId),
    lines: await store.countLinesOf(productIds.map((productId) => countLineId(stockCountId, productId))),
  }),
  decide: (state, input, context) => {
    const reopened = decideRecountLines(state, input, context);
    return { ...reopened, reply: stockCountViewOf(reopened.after) };
  },
  save: (store, { before, after, lines }) => [store.moveStockCount(before, after), ...store.setRounds(lines)],
});
