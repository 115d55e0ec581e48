import { sales, salesErrors } from '@comptoir/contracts';
import { customerWritten, decideCreateCustomer } from '../domain/change-customer.js';
import { customerView } from '../domain/customer.js';
import { uniqueKeysOf } from '../domain/customer-keys.js';
import { takenIdentifiers } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** Opens a customer account. */
export const createCustomer = on.command(sales.createCustomer, {
  keys: ({ identifiers }) => uniqueKeysOf(identifiers),
  load: (store, { identifiers }) => takenIdentifiers(store, identifiers),
  decide: (state, input, context) => {
    const saved = decideCreateCustomer(state, input, context);
    return {
      written: customerWritten(saved, undefined, { merged: [], taken: [] }),
      reply: customerView(saved.customer),
    };
  },
  save: (store, { written }) => store.writeCustomer(written, []),
  duplicate: ({ customerId }) => salesErrors.customerExists('This customer account exists already.', { customerId }),
});
