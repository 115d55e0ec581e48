import { catalog, companyErrors } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { companyViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** One company with its legal identities. */
export const readCompany = on.query(catalog.readCompany, async (store, { companyId }) => {
  const found = await store.company(companyId);
  if (!found) throw companyErrors.companyUnknown('There is no such company.', { companyId });
  return companyViewOf(found, await store.storesOf(companyId), now());
});
