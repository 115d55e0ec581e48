import { catalog, catalogErrors } from '@comptoir/contracts';
import { storeDetailsOf } from '../domain/records.js';
import { decideCreateStore } from '../domain/store.js';
import { on } from '../store/catalog-store.js';

/** Opens a store of a company, or of a new company of its own. */
export const createStore = on.command(catalog.createStore, {
  keys: ({ storeId, code, companyId }) => [storeId, `code/${code}`, ...(companyId === undefined ? [] : [companyId])],
  load: async (store, input) => ({
    known: (await store.store(input.storeId)) !== null,
    codeTaken: (await store.storeByCode(input.code)) !== null,
    company: input.companyId === undefined ? null : await store.company(input.companyId),
  }),
  decide: (state, input, context) => {
    const opened = decideCreateStore(state, input, context);
    return { opened, reply: storeDetailsOf(opened.store, context.now) };
  },
  save: (store, { opened: { before, company, store: opened } }) => [
    ...(before ? store.saveCompany(before, company, []) : [store.insertCompany(company)]),
    store.insertStore(opened),
  ],
  duplicate: (input) =>
    catalogErrors.storeCodeTaken(`Another store has the code ${input.code} already.`, { code: input.code }),
});
