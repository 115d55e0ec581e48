import { sales, sum, type Currency } from '@comptoir/contracts';
import { agedPayables as agedRows, payableTotals, type Payable } from '../domain/payables.js';
import { openPayables } from '../reads/payables.js';
import { pageOfKeys } from '../reads/page-of-keys.js';
import { sumsAt } from '../reads/sums-at.js';
import { on } from '../store/sales-store.js';

/** What is owed to suppliers at the end of a day, by the age of it, from the day that it was due; the totals are of all pages. */
export const agedPayables = on.query(sales.agedPayables, async (store, { storeIds, at, ...page }) => {
  const payables: Payable[] = [];
  const accountMinor = new Map<Currency, number>();
  for (const storeId of storeIds) {
    payables.push(...(await openPayables(store, await store.payablesOpenAt(storeId, at), at)));
    const { currency, sums } = await sumsAt(store, storeId, at);
    if (currency === undefined) continue;
    const own = sums.filter((one) => one.account === 'payables').map((one) => one.creditMinor - one.debitMinor);
    accountMinor.set(currency, sum([accountMinor.get(currency) ?? 0, ...own]));
  }
  const rows = agedRows(payables, at);
  return {
    totals: payableTotals(rows, accountMinor),
    ...pageOfKeys(rows, page, (row) => `${row.supplierId}/${row.currency}`),
  };
});
