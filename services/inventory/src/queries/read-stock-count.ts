import { inventory } from '@comptoir/contracts';
import { stockCountViewOf } from '../domain/stock-count-records.js';
import { requireStockCount } from '../domain/stock-count.js';
import { on } from '../store/inventory-store.js';

/** One stock count, without its lines. */
export const readStockCount = on.query(inventory.readStockCount, async (store, { stockCountId }) =>
  stockCountViewOf(requireStockCount(await store.stockCount(stockCountId), stockCountId)),
);
