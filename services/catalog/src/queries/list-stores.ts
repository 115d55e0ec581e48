import { catalog } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { storeDetailsOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** All stores, oldest first. */
export const listStores = on.query(catalog.listStores, async (store) => ({
  items: (await store.stores()).sort((a, b) => (a._id < b._id ? -1 : 1)).map((one) => storeDetailsOf(one, now())),
}));
