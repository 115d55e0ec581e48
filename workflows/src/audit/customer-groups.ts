import type { Records } from './records.js';

/** The account that leads each customer account, by account; merged accounts are led by another. */
export function leadsOf(balances: Records['balances']): ReadonlyMap<string, string> {
  return new Map(balances.flatMap(({ customerId, accounts }) => accounts.map((account) => [account, customerId])));
}
