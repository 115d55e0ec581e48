import { sales } from '@comptoir/contracts';
import { customerWritten, decideChangeCustomer } from '../domain/change-customer.js';
import { customerView, requireCustomer } from '../domain/customer.js';
import { uniqueKeysOf } from '../domain/customer-keys.js';
import { mergedInto, takenIdentifiers } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** Changes a customer account. */
export const changeCustomer = on.command(sales.changeCustomer, {
  keys: ({ customerId, changes }) => [customerId, ...uniqueKeysOf(changes.identifiers ?? [])],
  load: async (store, { customerId, changes }) => {
    const found = await store.customer(customerId);
    const identifiers = [...(found?.identifiers ?? []), ...(changes.identifiers ?? [])];
    return {
      found,
      merged: await mergedInto(store, found),
      keys: found ? await store.keysOfCustomers([found._id]) : [],
      ...(await takenIdentifiers(store, identifiers)),
    };
  },
  decide: (state, input, context) => {
    const saved = decideChangeCustomer(state, input, context);
    const before = requireCustomer(state.found, input.customerId);
    return {
      written: customerWritten(saved, before, state),
      keysBefore: state.keys,
      reply: customerView(saved.customer),
    };
  },
  save: (store, { written, keysBefore }) => store.writeCustomer(written, keysBefore),
});
