import { catalog, catalogErrors } from '@comptoir/contracts';
import { storeViewOf } from '../domain/records.js';
import { decideCreateStore } from '../domain/store.js';
import { on } from '../store/catalog-store.js';

/** Opens a store of the chain. */
export const createStore = on.command(catalog.createStore, {
  keys: (input) => [input.storeId, `code/${input.code}`],
  load: async (store, input) => ({
    known: (await store.store(input.storeId)) !== null,
    codeTaken: (await store.storeByCode(input.code)) !== null,
  }),
  decide: (state, input, context) => {
    const opened = decideCreateStore(state, input, context.now);
    return { opened, reply: storeViewOf(opened) };
  },
  save: (store, { opened }) => [store.insertStore(opened)],
  duplicate: (input) =>
    catalogErrors.storeCodeTaken(`Another store has the code ${input.code} already.`, { code: input.code }),
});
