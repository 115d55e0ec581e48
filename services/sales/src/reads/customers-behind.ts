import type { CustomerRecord } from '../domain/records.js';
import type { SalesStore } from '../store/sales-store.js';

/** The customers behind ids: the accounts, or those that they were merged into. */
export async function customersBehind(
  store: SalesStore,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerRecord>> {
  const found = await store.accounts(ids);
  const leads = new Map(
    (await store.accounts(found.flatMap(({ mergedInto }) => mergedInto ?? []))).map((one) => [one._id, one]),
  );
  return new Map(
    found.map((one) => [one._id, one.mergedInto === undefined ? one : (leads.get(one.mergedInto) ?? one)]),
  );
}
