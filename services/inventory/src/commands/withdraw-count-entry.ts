import { inventory } from '@comptoir/contracts';
import { concurrentChange } from '../domain/concurrent-change.js';
import { countEntryViewOf } from '../domain/stock-count-records.js';
import { decideWithdrawCountEntry } from '../domain/stock-count.js';
import { countedStock } from '../reads/counted-stock.js';
import { on } from '../store/inventory-store.js';

/** Withdraws an entry of a count by a new record. */
export const withdrawCountEntry = on.command(inventory.withdrawCountEntry, {
  keys: ({ stockCountId }) => [stockCountId],
  load: async (store, { stockCountId, withdraws }) => {
    const entry = await store.countEntry(withdraws);
    const isWithdrawn = await store.isEntryWithdrawn(withdraws);
    return {
      entry,
      isWithdrawn,
      ...(await countedStock(store, await store.stockCount(stockCountId), entry?.productId ?? '')),
    };
  },
  decide: (state, input, context) => {
    const entered = decideWithdrawCountEntry(state, input, context);
    return { entered, reply: countEntryViewOf(entered.entry) };
  },
  save: (store, { entered: { count, entry } }) => [store.noteEntry(count, 0), store.insertCountEntry(entry)],
  duplicate: ({ entryId }) => concurrentChange({ entryId }),
});
