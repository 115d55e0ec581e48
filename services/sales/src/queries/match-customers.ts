import { keysSought, recogniser, sales } from '@comptoir/contracts';
import { customerView } from '../domain/customer.js';
import { customersBehind } from '../reads/customers-behind.js';
import { on } from '../store/sales-store.js';

/** Which customers rows of a file are about; an account that was merged means the one that leads on. */
export const matchCustomers = on.query(sales.matchCustomers, async (store, { rows }) => {
  const byId = await customersBehind(
    store,
    rows.flatMap(({ customerId }) => customerId ?? []),
  );
  const keys = rows.flatMap((row) => (row.customerId === undefined ? keysSought(row) : []));
  const meant = recogniser(await store.customersRecognised(keys));
  return {
    items: rows.map(({ line, customerId, ...row }) => {
      if (customerId !== undefined && !byId.has(customerId)) return { line, meaning: 'unknownId' as const };
      const [one, another] = customerId === undefined ? meant(row) : [byId.get(customerId)!];
      if (another) return { line, meaning: 'several' as const };
      return one
        ? { line, meaning: 'one' as const, customer: customerView(one) }
        : { line, meaning: 'nobody' as const };
    }),
  };
});
