import { catalog } from '@comptoir/contracts';
import { decideChangeCompany } from '../domain/company.js';
import { companyViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** Gives a company another legal identity from a day on. */
export const changeCompany = on.command(catalog.changeCompany, {
  keys: ({ companyId }) => [companyId],
  load: async (store, { companyId }) => ({
    company: await store.company(companyId),
    stores: await store.storesOf(companyId),
  }),
  decide: (state, input, context) => {
    const company = decideChangeCompany(state, input, context);
    return { state, company, reply: companyViewOf(company, state.stores, context.now) };
  },
  save: (store, { state, company }) => store.saveCompany(state.company!, company, state.stores),
});
