import { MAX_LATE_STOCK_ENTRIES, sales, sum } from '@comptoir/contracts';
import { lateStockEntries } from '../domain/stock-accounts.js';
import { sumsAt } from '../reads/sums-at.js';
import { on } from '../store/sales-store.js';

/** The accounts of goods of a store at the end of a business day, and what belongs to it and was posted on later days. */
export const stockAccounts = on.query(sales.stockAccounts, async (store, { storeId, day }) => {
  const { currency, sums } = await sumsAt(store, storeId, day);
  const since = (await store.series(storeId))?.since;
  const late = lateStockEntries(await store.lateEntriesAfter(storeId, day), day);
  const balance = (account: string): number =>
    sum(sums.filter((one) => one.account === account).map((one) => one.debitMinor - one.creditMinor));
  return {
    storeId,
    ...(since === undefined ? {} : { since }),
    ...(currency === undefined ? {} : { currency }),
    inventoryCostMinor: balance('inventory'),
    transitCostMinor: balance('goodsInTransit'),
    lateInventoryCostMinor: sum(late.map((one) => one.inventoryCostMinor)),
    lateTransitCostMinor: sum(late.map((one) => one.transitCostMinor)),
    late: late.slice(0, MAX_LATE_STOCK_ENTRIES),
  };
});
