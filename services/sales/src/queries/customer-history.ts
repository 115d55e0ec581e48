import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { changeView } from '../domain/change-customer.js';
import { idsOf, requireCustomer } from '../domain/customer.js';
import { on } from '../store/sales-store.js';

/** What was done to a customer account and to those merged into it, newest first. */
export const customerHistory = on.query(sales.customerHistory, async (store, { customerId, limit, cursor }) => {
  const customer = requireCustomer(await store.customer(customerId), customerId);
  return listPage(await store.customerChanges(idsOf(customer), cursor, limit + 1), limit, changeView);
});
