import { contactKeysOf } from '@comptoir/contracts';
import type { CustomerRecord, CustomerSearchKey } from './records.js';

export { contactSearchesOf as searchesOf, uniqueKeysOf } from '@comptoir/contracts';

type Named = Pick<CustomerRecord, 'name' | 'phone' | 'email' | 'identifiers'>;

/** The keys of a customer, with what searches look at; an account is found by what the accounts merged into it are called, too. */
export function keysOfCustomer(
  { _id: customerId, kind, name }: Pick<CustomerRecord, '_id' | 'kind' | 'name'>,
  accounts: readonly Named[],
): CustomerSearchKey[] {
  return contactKeysOf({ _id: customerId, name }, accounts).map(({ _id, words, numbers }) => ({
    _id,
    key: _id,
    customerId,
    kind,
    words,
    numbers,
  }));
}

/** What was typed as the number of a document, or how it begins; undefined where it cannot be one. */
export function documentTyped(text: string): string | undefined {
  const number = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,8}(-[A-Z0-9]+){2,}$/.test(number) ? number : undefined;
}
