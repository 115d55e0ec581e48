import { sales, salesErrors } from '@comptoir/contracts';
import { decideCreateCustomer } from '../domain/change-customer.js';
import { customerView } from '../domain/customer.js';
import { keysOfCustomer, uniqueKeysOf } from '../domain/customer-keys.js';
import { takenIdentifiers } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** Opens a customer account. */
export const createCustomer = on.command(sales.createCustomer, {
  keys: ({ identifiers }) => uniqueKeysOf(identifiers),
  load: (store, { identifiers }) => takenIdentifiers(store, identifiers),
  decide: (state, input, context) => {
    const saved = decideCreateCustomer(state, input, context);
    return { ...saved, reply: customerView(saved.customer) };
  },
  save: (store, { customer, change }) => [
    store.insertCustomer(customer),
    ...store.takeIdentifiers(customer._id, uniqueKeysOf(customer.identifiers)),
    ...store.saveKeys([], keysOfCustomer(customer, [customer])),
    store.insertChange(change),
  ],
  duplicate: ({ customerId }) => salesErrors.customerExists('This customer account exists already.', { customerId }),
});
