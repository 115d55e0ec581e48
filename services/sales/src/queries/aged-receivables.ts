import { sales } from '@comptoir/contracts';
import { agedRows, agedTotals } from '../domain/aged.js';
import { openAt } from '../reads/customer-account.js';
import { on } from '../store/sales-store.js';
import { pageOfKeys } from '../reads/page-of-keys.js';

/** What customers owe at the end of a day, by the age of what they owe it for, from the day that it was due; the totals are of all pages. */
export const agedReceivables = on.query(sales.agedReceivables, async (store, { storeIds, at, ...page }) => {
  const posted = await openAt(store, storeIds, at);
  const leads = await store.leadsOf(posted.map((one) => one.customerId));
  const groups = posted.map((one) => ({ ...one, customerId: leads.get(one.customerId) ?? one.customerId }));
  const statuses = await store.saleStatusOf(groups.flatMap((one) => one.saleId ?? []));
  const days = new Map(statuses.map((one) => [one._id, one.dueDay ?? one.businessDay]));
  const names = await store.customerNames(groups.map((one) => one.customerId));
  const rows = agedRows(
    groups,
    at,
    (saleId) => days.get(saleId),
    (customerId) => names.get(customerId) ?? '',
  );
  return { totals: agedTotals(rows), ...pageOfKeys(rows, page, (row) => `${row.customerId}/${row.currency}`) };
});
