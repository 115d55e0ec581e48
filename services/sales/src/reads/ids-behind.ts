import { idsOf } from '../domain/customer.js';
import type { SalesStore } from '../store/sales-store.js';

/** The ids under which what concerns a customer is recorded: of the account that leads, and of those merged into it. */
export async function idsBehind(store: SalesStore, customerId: string): Promise<string[]> {
  return idsOf((await store.customer(customerId)) ?? { _id: customerId });
}
