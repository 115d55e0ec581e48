import { sales, sum } from '@comptoir/contracts';
import type { OpenGroup } from '../domain/aged.js';
import { idsOf, requireCustomer } from '../domain/customer.js';
import type { Balance, CustomerRecord } from '../domain/records.js';
import { openNow } from '../reads/customer-account.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** What a customer owes and the credit it has, by currency, with the accounts merged into it: sums of the journal, and of nothing else. */
export async function balancesOf(
  store: SalesStore,
  customer: Pick<CustomerRecord, '_id' | 'merged'>,
): Promise<Balance[]> {
  return balancesIn(await openNow(store, idsOf(customer)));
}

/** What one customer owes less its credit, by currency, from its open amounts. */
export function balancesIn(open: readonly OpenGroup[]): Balance[] {
  return [...Map.groupBy(open, (one) => one.currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, same]) => ({
      currency,
      balanceMinor: sum(same.map((one) => one.openMinor)),
      creditMinor: sum(same.filter((one) => one.account === 'customerCredit').map((one) => 0 - one.openMinor)),
    }));
}

/** What a customer owes. */
export const customerBalance = on.query(sales.customerBalance, async (store, { customerId }) => {
  const customer = requireCustomer(await store.customer(customerId), customerId);
  const balances = await balancesOf(store, customer);
  return {
    customerId: customer._id,
    balances: balances.map(({ currency, balanceMinor }) => ({ currency, balanceMinor })),
  };
});
