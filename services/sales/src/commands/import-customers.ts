import { sales, type ParsedInputOf } from '@comptoir/contracts';
import { uniqueKeysOf } from '../domain/customer-keys.js';
import { decideImportCustomers } from '../domain/import-customers.js';
import { takenIdentifiers } from '../reads/customer-keys.js';
import { customersBehind } from '../reads/customers-behind.js';
import { on } from '../store/sales-store.js';

type Row = ParsedInputOf<typeof sales.importCustomers>['rows'][number];

const idOf = ({ added, changed }: Row): string => (changed ?? added!).customerId;
const numbersOf = ({ added, changed }: Row) => (changed?.changes ?? added)!.identifiers ?? [];

/** Opens and changes customer accounts, in one transaction. */
export const importCustomers = on.command(sales.importCustomers, {
  keys: ({ rows }) => [...new Set(rows.flatMap((row) => [idOf(row), ...uniqueKeysOf(numbersOf(row))]))],
  load: async (store, { rows }) => {
    const known = await customersBehind(store, rows.map(idOf));
    const leads = [...new Set(known.values())];
    return {
      known,
      merged: await store.accounts(leads.flatMap((one) => one.merged ?? [])),
      keys: await store.keysOfCustomers(leads.map((one) => one._id)),
      ...(await takenIdentifiers(store, [...leads.flatMap((one) => one.identifiers), ...rows.flatMap(numbersOf)])),
    };
  },
  decide: (state, input, context) => ({ ...decideImportCustomers(state, input, context), keys: state.keys }),
  save: (store, { saved, keys }) => {
    const keysOf = Map.groupBy(keys, (key) => key.customerId);
    return saved.flatMap((one) => store.writeCustomer(one, keysOf.get(one.customer._id) ?? []));
  },
});
