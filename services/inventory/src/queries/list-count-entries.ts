import { fieldInvalid, inventory } from '@comptoir/contracts';
import { countEntryViewOf } from '../domain/stock-count-records.js';
import { requireStockCount } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/**
 * Entries of a count, newest first; the cursor is the place of the last one. Places have no gap, so a page of all products
 * reads no more entries than it shows, however many a count has.
 */
export const listCountEntries = on.query(
  inventory.listCountEntries,
  async (store, { stockCountId, productId, limit, cursor }) => {
    const count = requireStockCount(await store.stockCount(stockCountId), stockCountId);
    const before = cursor === undefined ? count.entries + 1 : Number(cursor);
    if (!Number.isSafeInteger(before) || before < 1) throw fieldInvalid('cursor', 'is not of this list');
    if (productId === undefined) {
      const from = Math.max(1, before - limit);
      const items = (await store.countEntriesBetween(stockCountId, from, before)).map(countEntryViewOf);
      return { items, nextCursor: from > 1 ? String(from) : undefined };
    }
    const own = (await store.countEntries(stockCountId))
      .filter((one) => one.seq < before && one.productId === productId)
      .toSorted((a, b) => b.seq - a.seq);
    const shown = own.slice(0, limit);
    return {
      items: shown.map(countEntryViewOf),
      nextCursor: own.length > limit ? String(shown.at(-1)!.seq) : undefined,
    };
  },
);
