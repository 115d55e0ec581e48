import { sales } from '@comptoir/contracts';
import { entryView } from '../domain/journal.js';
import { decidePostOpening, openingRef } from '../domain/opening.js';
import { on } from '../store/sales-store.js';
import { customersOf } from './post-entry.js';

/** The opening position of a store, once. */
export const postOpening = on.command(sales.postOpening, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { entryId, store: { storeId }, company, businessDay, lines }) => ({
    known: (await store.entry(entryId)) !== null,
    openings: await store.entriesOf(openingRef(storeId), 'opening'),
    day: await store.day(storeId, businessDay),
    chart: await store.chart(company.companyId),
    leads: await store.leadsOf(customersOf(lines)),
    series: await store.series(storeId),
  }),
  decide: (state, input, context) => {
    const posted = decidePostOpening({ ...state, customerIds: [...state.leads.keys()] }, input, context);
    return { before: state.series, leads: state.leads, posted, reply: entryView(posted.entry) };
  },
  save: (store, { before, leads, posted }) => [...store.post(before, posted), ...store.touchCustomers(leads.values())],
});
