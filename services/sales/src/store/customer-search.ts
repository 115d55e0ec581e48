import type { CustomerView } from '@comptoir/contracts';
import { contactsLike, contactsNear } from '@comptoir/kit';
import type { SalesStore } from './sales-store.js';

/** Customers found, each with the cursor behind it. */
export interface FoundCustomer {
  readonly customerId: string;
  readonly cursor: string;
}

/** Customers by what was typed, after the cursor, up to `limit`. */
export async function customersLike(
  store: SalesStore,
  { text, kind }: { readonly text: string; readonly kind?: CustomerView['kind'] | undefined },
  cursor: string | undefined,
  limit: number,
): Promise<FoundCustomer[]> {
  const isWanted = (key: { readonly kind: CustomerView['kind'] }): boolean => kind === undefined || key.kind === kind;
  const found = await contactsLike(store.customerKeys, { text, isWanted }, cursor, limit);
  return found.map(({ key, cursor: behind }) => ({ customerId: key.customerId, cursor: behind }));
}

/** Customers of a text with one typing error, up to `limit`, on one page. */
export function customersNear(store: SalesStore, text: string, limit: number): Promise<string[]> {
  return contactsNear(store.customerKeys, { text, isWanted: () => true }, (key) => key.customerId, limit);
}
