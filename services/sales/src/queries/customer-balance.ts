import { sales } from '@comptoir/contracts';
import { requireCustomer } from '../domain/customer.js';
import type { Balance, Buyer } from '../domain/records.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** What a customer owes, by currency: the sum of the journal's receivable lines, and of nothing else. */
export async function balancesOf(store: SalesStore, customerId: string): Promise<Balance[]> {
  const rows = await store.balances([customerId]);
  return rows
    .map(({ _id, debitMinor, creditMinor }) => ({ currency: _id.currency, balanceMinor: debitMinor - creditMinor }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** What the buyer of a sale owes; nothing of a walk-in, who pays in full: its account is shared, and as long as all its sales. */
export async function balancesOfBuyer(store: SalesStore, { customerId, kind }: Buyer): Promise<Balance[]> {
  return kind === 'walkIn' ? [] : balancesOf(store, customerId);
}

/** What a customer owes. */
export const customerBalance = on.query(sales.customerBalance, async (store, { customerId }) => {
  requireCustomer(await store.customer(customerId), customerId);
  return { customerId, balances: await balancesOf(store, customerId) };
});
