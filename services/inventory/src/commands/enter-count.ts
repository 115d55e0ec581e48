import { inventory } from '@comptoir/contracts';
import { concurrentChange } from '../domain/concurrent-change.js';
import { countEntryViewOf } from '../domain/stock-count-records.js';
import { decideEnterCount } from '../domain/stock-count.js';
import { countedStock } from '../reads/counted-stock.js';
import { on } from '../store/inventory-store.js';

/** Enters how many units of a product were counted. */
export const enterCount = on.command(inventory.enterCount, {
  keys: ({ stockCountId }) => [stockCountId],
  load: async (store, { stockCountId, productId }) =>
    countedStock(store, await store.stockCount(stockCountId), productId),
  decide: (state, input, context) => {
    const entered = decideEnterCount(state, input, context);
    return { entered, reply: countEntryViewOf(entered.entry) };
  },
  save: (store, { entered: { count, entry, newLine } }) => [
    store.noteEntry(count, newLine ? 1 : 0),
    ...store.insertCountLines(newLine ? [newLine] : []),
    store.insertCountEntry(entry),
  ],
  duplicate: ({ entryId }) => concurrentChange({ entryId }),
});
