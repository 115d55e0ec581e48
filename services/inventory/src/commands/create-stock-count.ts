import { businessDayOf, inventory, inventoryErrors, MAX_COUNT_PRODUCTS } from '@comptoir/contracts';
import { documentSeriesName } from '../domain/document-series.js';
import { stockCountViewOf } from '../domain/stock-count-records.js';
import { decideCreateStockCount } from '../domain/stock-count.js';
import { productsOfScope } from '../reads/count-scope.js';
import { stockSnapshot } from '../reads/stock-snapshot.js';
import { on } from '../store/inventory-store.js';

/** Begins a stock count with the figures of this moment. */
export const createStockCount = on.command(inventory.createStockCount, {
  keys: ({ stockCountId, store }) => [stockCountId, `${store.code}-SC`],
  load: async (store, { storeId, scope, store: { code, timeZone } }, { now }) => {
    const { productIds, levels } = await productsOfScope(store, storeId, scope);
    const isTooLarge = productIds.length > MAX_COUNT_PRODUCTS;
    return {
      series: await store.documentSeries(documentSeriesName(code, 'SC', businessDayOf(now, timeZone))),
      productIds,
      ...(isTooLarge ? { levels, held: new Map<string, number>() } : await stockSnapshot(store, levels)),
    };
  },
  decide: (state, input, context) => {
    const created = decideCreateStockCount(state, input, context);
    return { created, reply: stockCountViewOf(created.count) };
  },
  save: (store, { created: { series, count, lines } }) => [
    store.moveDocumentSeries(series),
    store.insertStockCount(count),
    ...store.insertCountLines(lines),
  ],
  duplicate: ({ stockCountId }) =>
    inventoryErrors.stockCountExists('This stock count exists already.', { stockCountId }),
});
