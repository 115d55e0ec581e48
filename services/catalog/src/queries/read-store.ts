import { catalog, catalogErrors } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { storeDetailsOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** One store. */
export const readStore = on.query(catalog.readStore, async (store, { storeId }) => {
  const found = await store.store(storeId);
  if (!found) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
  return storeDetailsOf(found, now());
});
