import { sales } from '@comptoir/contracts';
import { customerView, idsOf } from '../domain/customer.js';
import { keysOfCustomer, uniqueKeysOf } from '../domain/customer-keys.js';
import { decideEraseCustomer } from '../domain/erase-customer.js';
import { balancesOf } from '../queries/customer-balance.js';
import { mergedInto } from '../reads/customer-keys.js';
import { on } from '../store/sales-store.js';

/** Erases the personal data of a customer: of the account, of those merged into it, of their history, and of the stored replies. */
export const eraseCustomer = on.command(sales.eraseCustomer, {
  keys: ({ customerId }) => [customerId],
  load: async (store, { customerId }) => {
    const found = await store.customer(customerId);
    if (!found)
      return { found, merged: [], balances: [], keys: [], numbers: [], changes: [], replies: new Set<string>() };
    const merged = await mergedInto(store, found);
    const changes = await store.changesToErase(idsOf(found));
    return {
      found,
      merged,
      balances: await balancesOf(store, found),
      keys: await store.keysOfCustomers(idsOf(found)),
      numbers: await store.identifiers(uniqueKeysOf([found, ...merged].flatMap((one) => one.identifiers))),
      changes,
      replies: await store.storedReplies(changes.map((one) => one.commandId)),
    };
  },
  decide: (state, input, context) => {
    const { accounts, change, reply } = decideEraseCustomer(state, input, context);
    const before = [...(state.found ? [state.found] : []), ...state.merged];
    return { before: state, saved: before.map((one, at) => ({ before: one, after: accounts[at]! })), change, reply };
  },
  save: (store, { before, saved, change }) => {
    const [lead] = saved;
    const viewOf = new Map(saved.map(({ after }) => [after._id, customerView(after)]));
    const owners = new Set(viewOf.keys());
    const replies = new Map(before.changes.map((one) => [one.commandId, viewOf.get(one.customerId)!]));
    return [
      ...saved.map((one) => store.saveCustomer(one.before, one.after)),
      ...store.leaveIdentifiers(before.numbers.filter((one) => owners.has(one.customerId))),
      ...store.saveKeys(before.keys, lead ? keysOfCustomer(lead.after, [lead.after]) : []),
      ...before.changes.map((one) => store.eraseChange(one._id)),
      ...[...replies].flatMap(([commandId, reply]) =>
        before.replies.has(commandId) ? [store.replaceReply(commandId, reply)] : [],
      ),
      store.insertChange(change),
    ];
  },
});
