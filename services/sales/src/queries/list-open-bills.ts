import { sales } from '@comptoir/contracts';
import { openBillOf } from '../domain/payables.js';
import type { PayableRecord } from '../domain/payable-records.js';
import { openPayables } from '../reads/payables.js';
import { pageOfKeys } from '../reads/page-of-keys.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** Papers of suppliers of which something is open, by supplier, the one that is due first at the top. */
export const listOpenBills = on.query(sales.listOpenBills, async (store, { storeIds, supplierId, ...page }) => {
  const records = await recordsOf(store, storeIds, supplierId);
  const rows = (await openPayables(store, records))
    .filter(({ openMinor }) => openMinor !== 0)
    .map(openBillOf)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return pageOfKeys(rows, page, keyOf);
});

function keyOf(row: { supplierId: string; dueDay?: string | undefined; billDay: string; billId: string }): string {
  return `${row.supplierId}/${row.dueDay ?? row.billDay}/${row.billId}`;
}

async function recordsOf(
  store: SalesStore,
  storeIds: readonly string[],
  supplierId: string | undefined,
): Promise<PayableRecord[]> {
  if (supplierId !== undefined)
    return (await store.payablesOfSupplier(supplierId)).filter((one) => storeIds.includes(one.storeId));
  const found: PayableRecord[] = [];
  for (const storeId of storeIds) found.push(...(await store.payablesOpenAt(storeId, '9999-12-31')));
  return found;
}
