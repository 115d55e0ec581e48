import { sales, salesErrors } from '@comptoir/contracts';
import { customerView, decideCreateCustomer } from '../domain/customer.js';
import { on } from '../store/sales-store.js';

/** Opens a customer account. */
export const createCustomer = on.command(sales.createCustomer, {
  load: () => null,
  decide: (_state, input, { now }) => {
    const customer = decideCreateCustomer(input, now);
    return { customer, reply: customerView(customer) };
  },
  save: (store, { customer }) => [store.insertCustomer(customer)],
  duplicate: ({ customerId }) => salesErrors.customerExists('This customer account exists already.', { customerId }),
});
