import { bookkeepingErrors, sales, type ManualLine } from '@comptoir/contracts';
import { entryView } from '../domain/journal.js';
import { decidePostEntry } from '../domain/manual-entry.js';
import { on } from '../store/sales-store.js';

/** The customers that lines name. */
export function customersOf(lines: readonly ManualLine[]): string[] {
  return [...new Set(lines.flatMap(({ customerId }) => customerId ?? []))];
}

/** Posts an entry that a person made up. */
export const postEntry = on.command(sales.postEntry, {
  keys: ({ entryId, store, lines }) => [entryId, store.storeId, ...customersOf(lines)],
  load: async (store, { entryId, store: { storeId }, company, businessDay, lines }) => ({
    known: (await store.entry(entryId)) !== null,
    day: await store.day(storeId, businessDay),
    chart: await store.chart(company.companyId),
    leads: await store.leadsOf(customersOf(lines)),
    series: await store.series(storeId),
  }),
  decide: (state, input, context) => {
    const posted = decidePostEntry({ ...state, customerIds: [...state.leads.keys()] }, input, context);
    return { before: state.series, leads: state.leads, posted, reply: entryView(posted.entry) };
  },
  save: (store, { before, leads, posted }) => [
    ...store.post(before, posted),
    ...store.touchCustomers(leads.values()),
    ...(posted.attachment ? [store.insertAttachment(posted.attachment)] : []),
  ],
  duplicate: ({ entryId }) => bookkeepingErrors.entryExists('There is an entry with this number already.', { entryId }),
});
