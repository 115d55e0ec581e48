import { fieldInvalid, kernelErrors, sales } from '@comptoir/contracts';
import { daysOf } from '@comptoir/kit';
import { idsOf, requireCustomer } from '../domain/customer.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import { customerPage } from '../domain/customer-statement.js';
import { noAccount } from '../domain/tender.js';
import { customerAccount, startsBefore } from '../reads/customer-account.js';
import { on } from '../store/sales-store.js';
import { documentsOf } from '../reads/document-numbers.js';

/** Entries of one customer that a statement reads at most. */
const MOST_ENTRIES = 20_000;

/** The lines of what a customer owes and has in credit, with the numbers of their documents; a walk-in has no account. */
export const customerStatement = on.query(sales.customerStatement, async (store, asked) => {
  const { customerId, storeIds, cursor } = asked;
  const { from, to } = daysOf(asked)!;
  if (cursor !== undefined && !/^\d{4}-\d{2}-\d{2}\/ent_/.test(cursor)) {
    throw fieldInvalid('cursor', 'is not of this statement');
  }
  const customer = requireCustomer(await store.customer(customerId), customerId);
  if (customer.kind === 'walkIn') throw noAccount(customer);
  const customerIds = idsOf(customer);
  const starts = await startsBefore(store, storeIds, from);
  const { sealed, entries } = await customerAccount(store, customerIds, starts, to, MOST_ENTRIES);
  if (entries.length > MOST_ENTRIES) {
    throw kernelErrors.searchTooWide(
      `This customer has more than ${MOST_ENTRIES} entries: ask for one store, fewer days, or up to an earlier day.`,
      { most: MOST_ENTRIES },
    );
  }
  const page = customerPage({ sealed, entries }, { customerIds, from, cursor, limit: asked.limit });
  const documentOf = await documentsOf(store, page.items);
  return { ...page, items: page.items.map((row) => omitUndefined({ ...row, document: documentOf(row) })) };
});
