import { sales } from '@comptoir/contracts';
import { entryView } from '../domain/journal.js';
import { decideReverseOpening, openingRef } from '../domain/opening.js';
import { on } from '../store/sales-store.js';
import { customersOf } from './post-entry.js';

/** Takes the opening position of a store back, until the first close of one of its days. */
export const reverseOpening = on.command(sales.reverseOpening, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { store: { storeId }, businessDay }) => {
    const openings = await store.entriesOf(openingRef(storeId), 'opening');
    return {
      openings,
      leads: await store.leadsOf(openings.flatMap((one) => customersOf(one.lines))),
      day: await store.day(storeId, businessDay),
      anyDayClosed: (await store.lastClosedDay(storeId)) !== undefined,
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const posted = decideReverseOpening(state, input, context);
    return { before: state, posted, reply: entryView(posted.entry) };
  },
  save: (store, { before, posted }) => [
    ...store.post(before.series, posted),
    ...store.touchCustomers(before.leads.values()),
  ],
});
