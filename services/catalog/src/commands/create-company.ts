import { catalog, companyErrors } from '@comptoir/contracts';
import { decideCreateCompany } from '../domain/company.js';
import { companyViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** Opens a company of the chain. */
export const createCompany = on.command(catalog.createCompany, {
  keys: ({ companyId }) => [companyId],
  load: (store, { companyId }) => store.company(companyId),
  decide: (known, input, context) => {
    const company = decideCreateCompany(known, input, context);
    return { company, reply: companyViewOf(company, [], context.now) };
  },
  save: (store, { company }) => [store.insertCompany(company)],
  duplicate: ({ companyId }) =>
    companyErrors.companyExists('There is a company with this number already.', { companyId }),
});
