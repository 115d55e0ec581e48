import { sales } from '@comptoir/contracts';
import { customerCard, requireCustomer } from '../domain/customer.js';
import { keysOfCustomer, uniqueKeysOf } from '../domain/customer-keys.js';
import { decideMergeCustomers } from '../domain/merge-customers.js';
import { mergedInto } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** Merges a second account of the same customer into the one that leads on. */
export const mergeCustomers = on.command(sales.mergeCustomers, {
  keys: ({ customerId, merged }) => [customerId, merged.customerId],
  load: async (store, { customerId, merged }) => {
    const lead = await store.account(customerId);
    const second = await store.account(merged.customerId);
    const mergedBefore = [...(await mergedInto(store, lead)), ...(await mergedInto(store, second))];
    const moved = [...(second ? [second] : []), ...mergedBefore.filter((one) => one.mergedInto === second?._id)];
    return {
      lead,
      second,
      mergedBefore,
      keys: await store.keysOfCustomers([customerId, merged.customerId]),
      numbers: await store.identifiers(uniqueKeysOf(moved.flatMap((one) => one.identifiers))),
    };
  },
  decide: (state, input, context) => {
    const { lead, second, followers, changes } = decideMergeCustomers(state, input, context);
    const led = [...state.mergedBefore.filter((one) => one.mergedInto === lead._id), second, ...followers];
    return {
      before: state,
      saved: [
        { before: requireCustomer(state.lead, lead._id), after: lead },
        { before: requireCustomer(state.second, second._id), after: second },
        ...followers.map((after) => ({
          before: requireCustomer(state.mergedBefore.find((one) => one._id === after._id) ?? null, after._id),
          after,
        })),
      ],
      changes,
      leadId: lead._id,
      moved: state.numbers.filter((one) => one.customerId === second._id),
      keys: keysOfCustomer(lead, [lead, ...led]),
      reply: customerCard(lead, led),
    };
  },
  save: (store, { before, saved, changes, leadId, moved, keys }) => [
    ...saved.map((one) => store.saveCustomer(one.before, one.after)),
    ...store.moveIdentifiers(moved, leadId),
    ...store.saveKeys(before.keys, keys),
    ...changes.map(store.insertChange),
  ],
});
