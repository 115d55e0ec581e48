import { sales } from '@comptoir/contracts';
import { customerView, decideChangeCustomer, requireCustomer } from '../domain/customer.js';
import { on } from '../store/sales-store.js';

/** Changes a customer account. */
export const changeCustomer = on.command(sales.changeCustomer, {
  keys: ({ customerId }) => [customerId],
  load: (store, { customerId }) => store.customer(customerId),
  decide: (found, input) => {
    const after = decideChangeCustomer(found, input);
    return { before: requireCustomer(found, input.customerId), after, reply: customerView(after) };
  },
  save: (store, { before, after }) => [store.saveCustomer(before, after)],
});
