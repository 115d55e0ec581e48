import { inventoryEvents } from '@comptoir/contracts';
import { writeOffEntry } from '../domain/journal.js';
import { on } from '../store/sales-store.js';

/** Units were written off: shrinkage up, inventory down, on the business day of the correction they came back with. */
export const stockWrittenOff = on.reaction(inventoryEvents.stockWrittenOff, {
  load: async (store, { correctionId }) => ({ correction: await store.correction(correctionId) }),
  decide: ({ correction }, data, { now, mint }) => ({
    events: [],
    entry: writeOffEntry(data, correction?.businessDay, { entryId: mint('entry'), postedAt: now }),
  }),
  save: (store, { entry }) => (entry ? [store.insertEntry(entry)] : []),
});
