import { catalog } from '@comptoir/contracts';
import { storeDetailsOf } from '../domain/records.js';
import { decideChangeStore } from '../domain/store.js';
import { on } from '../store/catalog-store.js';

/** Changes a store: name, address, and the terms it sells on. */
export const changeStore = on.command(catalog.changeStore, {
  keys: ({ storeId }) => [storeId],
  load: (store, { storeId }) => store.store(storeId),
  decide: (before, input, context) => {
    const changed = decideChangeStore(before, input);
    return { changed, reply: storeDetailsOf(changed, context.now) };
  },
  save: (store, { changed }) => [store.changeStore(changed)],
});
