import { sales } from '@comptoir/contracts';
import { entryView } from '../domain/journal.js';
import { decideReverseEntry } from '../domain/manual-entry.js';
import { on } from '../store/sales-store.js';
import { customersOf } from './post-entry.js';

/** Takes a manual entry back by its mirror, once. */
export const reverseEntry = on.command(sales.reverseEntry, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { reversedId, store: { storeId }, businessDay }) => {
    const reversed = await store.entry(reversedId);
    return {
      reversed,
      leads: await store.leadsOf(customersOf(reversed?.lines ?? [])),
      reversal: (await store.entriesOf(reversedId, 'manual')).find((one) => one._id !== reversedId) ?? null,
      day: await store.day(storeId, businessDay),
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const posted = decideReverseEntry(state, input, context);
    return { before: state, posted, reply: entryView(posted.entry) };
  },
  save: (store, { before, posted }) => [
    ...store.post(before.series, posted),
    ...store.touchCustomers(before.leads.values()),
  ],
});
