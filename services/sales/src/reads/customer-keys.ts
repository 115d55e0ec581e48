import type { Identifier } from '@comptoir/contracts';
import type { TakenIdentifiers } from '../domain/change-customer.js';
import { uniqueKeysOf } from '../domain/customer-keys.js';
import type { CustomerRecord } from '../domain/records.js';
import type { SalesStore } from '../store/sales-store.js';

/** Who has these numbers. */
export async function takenIdentifiers(
  store: SalesStore,
  identifiers: readonly Identifier[],
): Promise<TakenIdentifiers> {
  const taken = await store.identifiers(uniqueKeysOf(identifiers));
  return { taken, owners: await store.accounts(taken.map((one) => one.customerId)) };
}

/** The accounts that were merged into a customer. */
export async function mergedInto(store: SalesStore, customer: CustomerRecord | null): Promise<CustomerRecord[]> {
  return customer?.merged ? store.accounts(customer.merged) : [];
}
