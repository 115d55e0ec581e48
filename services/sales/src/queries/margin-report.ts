import { sales, type MarginBy, type MarginRow } from '@comptoir/contracts';
import { marginRows, marginTotals } from '../domain/margin.js';
import { pageOfKeys } from '../reads/page-of-keys.js';
import { marginGroups } from '../reads/margin-groups.js';
import { labelsOf } from '../reads/supplier-names.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** Revenue, cost and margin of days; the totals are of all pages. */
export const marginReport = on.query(sales.marginReport, async (store, { storeIds, by, from, to, ...page }) => {
  const { groups, keyOf } = await marginGroups(store, { storeIds, by, from, to });
  const rows = marginRows(groups, keyOf);
  const shown = pageOfKeys(rows, page, (row) => `${row.key}/${row.currency}`);
  return { totals: marginTotals(rows), ...shown, items: await labelled(store, shown.items, by) };
});

/** Rows with what is known here of their keys: names of customers, suppliers of deliveries. */
async function labelled(store: SalesStore, rows: readonly MarginRow[], by: MarginBy): Promise<MarginRow[]> {
  const keys = rows.map((row) => row.key);
  if (by !== 'customer' && by !== 'delivery') return [...rows];
  const labels = by === 'customer' ? await store.customerNames(keys) : await labelsOf(store, keys);
  return rows.map((row) => ({ ...row, label: labels.get(row.key) ?? '' }));
}
