import { sales } from '@comptoir/contracts';
import { customerView, requireCustomer } from '../domain/customer.js';
import { on } from '../store/sales-store.js';

/** One customer. */
export const readCustomer = on.query(sales.readCustomer, async (store, { customerId }) =>
  customerView(requireCustomer(await store.customer(customerId), customerId)),
);
