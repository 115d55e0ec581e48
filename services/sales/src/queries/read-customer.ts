import { sales } from '@comptoir/contracts';
import { customerCard, requireCustomer } from '../domain/customer.js';
import { mergedInto } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** One customer; by the id of an account that was merged, the one that leads on. */
export const readCustomer = on.query(sales.readCustomer, async (store, { customerId }) => {
  const customer = requireCustomer(await store.customer(customerId), customerId);
  return customerCard(customer, await mergedInto(store, customer), customerId);
});
