import { inventory } from '@comptoir/contracts';
import { countEntryViewOf } from '../domain/stock-count-records.js';
import { requireStockCount } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/** Entries of a count, newest first; the cursor is the place of the last one among all. */
export const listCountEntries = on.query(
  inventory.listCountEntries,
  async (store, { stockCountId, productId, limit, cursor }) => {
    requireStockCount(await store.stockCount(stockCountId), stockCountId);
    const before = cursor === undefined ? Infinity : Number(cursor);
    const wanted = (await store.countEntries(stockCountId))
      .filter((one) => one.seq < before && (productId === undefined || one.productId === productId))
      .toSorted((a, b) => b.seq - a.seq);
    const shown = wanted.slice(0, limit);
    return {
      items: shown.map(countEntryViewOf),
      nextCursor: wanted.length > limit ? String(shown.at(-1)!.seq) : undefined,
    };
  },
);
