import { catalog } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { companyViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** All companies, oldest first. */
export const listCompanies = on.query(catalog.listCompanies, async (store) => {
  const companies = (await store.companies()).toSorted((a, b) => (a._id < b._id ? -1 : 1));
  const stores = Map.groupBy(await store.stores(), (one) => one.companyId);
  return { items: companies.map((one) => companyViewOf(one, stores.get(one._id) ?? [], now())) };
});
