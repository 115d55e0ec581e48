import { catalog, catalogErrors } from '@comptoir/contracts';
import { storeViewOf } from '../domain/records.js';
import { on } from '../store/catalog-store.js';

/** Opens a store of the chain. */
export const createStore = on.command(catalog.createStore, {
  keys: (input) => [input.storeId, `code/${input.code}`],
  load: async (store, input) => ({
    known: (await store.store(input.storeId)) !== null,
    codeTaken: (await store.storeByCode(input.code)) !== null,
  }),
  decide: ({ known, codeTaken }, { storeId, ...fields }, context) => {
    if (known) throw catalogErrors.storeExists('There is a store with this number already.', { storeId });
    if (codeTaken)
      throw catalogErrors.storeCodeTaken(`Another store has the code ${fields.code} already.`, { code: fields.code });
    const opened = { _id: storeId, ...fields, createdAt: context.now };
    return { opened, reply: storeViewOf(opened) };
  },
  save: (store, { opened }) => [store.insertStore(opened)],
  duplicate: (input) =>
    catalogErrors.storeCodeTaken(`Another store has the code ${input.code} already.`, { code: input.code }),
});
