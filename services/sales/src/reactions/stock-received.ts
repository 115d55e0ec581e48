import { inventoryEvents } from '@comptoir/contracts';
import { deliveryEntry } from '../domain/journal.js';
import { on } from '../store/sales-store.js';

/** A delivery was taken in: inventory up, goods received not invoiced up. A delivery has one entry, however often the event is delivered. */
export const stockReceived = on.reaction(inventoryEvents.stockReceived, {
  keys: ({ deliveryId }) => [deliveryId],
  load: async (store, { deliveryId }) => ({ known: await store.entryOf(deliveryId, 'delivery') }),
  decide: ({ known }, data, { now, mint }) => ({
    events: [],
    entry: known ? undefined : deliveryEntry(data, { entryId: mint('entry'), postedAt: now }),
  }),
  save: (store, { entry }) => (entry ? [store.insertEntry(entry)] : []),
});
