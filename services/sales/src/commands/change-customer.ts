import { sales } from '@comptoir/contracts';
import { decideChangeCustomer } from '../domain/change-customer.js';
import { customerView, requireCustomer } from '../domain/customer.js';
import { keysOfCustomer, uniqueKeysOf } from '../domain/customer-keys.js';
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
    const { customer, change } = decideChangeCustomer(state, input, context);
    const before = requireCustomer(state.found, input.customerId);
    const wanted = uniqueKeysOf([customer, ...state.merged].flatMap((one) => one.identifiers));
    const own = state.taken.filter((one) => one.customerId === before._id);
    return {
      before,
      customer,
      change,
      keysBefore: state.keys,
      keys: keysOfCustomer(customer, [customer, ...state.merged]),
      left: own.filter((one) => !wanted.includes(one._id)),
      taken: uniqueKeysOf(customer.identifiers).filter((key) => !own.some((one) => one._id === key)),
      reply: customerView(customer),
    };
  },
  save: (store, { before, customer, change, keysBefore, keys, left, taken }) => [
    store.saveCustomer(before, customer),
    ...store.leaveIdentifiers(left),
    ...store.takeIdentifiers(customer._id, taken),
    ...store.saveKeys(keysBefore, keys),
    store.insertChange(change),
  ],
});
