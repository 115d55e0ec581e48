import { catalog, catalogErrors } from '@comptoir/contracts';
import { storeDetailsOf } from '../domain/records.js';
import { decideCreateStore } from '../domain/store.js';
import { on } from '../store/catalog-store.js';
import { PRICE_LISTS } from '../store/price-list-state.js';

/** Opens a store of a company, or of a new company of its own. */
export const createStore = on.command(catalog.createStore, {
  keys: ({ storeId, code, companyId }) => [
    storeId,
    `code/${code}`,
    ...(companyId === undefined ? [] : [companyId]),
    PRICE_LISTS,
  ],
  load: async (store, input) => ({
    known: (await store.store(input.storeId)) !== null,
    codeTaken: (await store.storeByCode(input.code)) !== null,
    company: input.companyId === undefined ? null : await store.company(input.companyId),
    priceLists: await store.priceLists(),
    register: await store.priceListRegister(),
  }),
  decide: (state, input, context) => {
    const opened = decideCreateStore(state, input, context);
    return { opened, registerBefore: state.register, reply: storeDetailsOf(opened.store, context.now) };
  },
  save: (store, { opened: { before, company, register, store: opened }, registerBefore }) => [
    store.savePriceListRegister(registerBefore, register),
    ...(before ? store.saveCompany(before, company, []) : [store.insertCompany(company)]),
    store.insertStore(opened),
  ],
  duplicate: (input) =>
    catalogErrors.storeCodeTaken(`Another store has the code ${input.code} already.`, { code: input.code }),
});
