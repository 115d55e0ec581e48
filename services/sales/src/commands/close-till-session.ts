import { businessDayOf, sales } from '@comptoir/contracts';
import { nextVersion, numberEntries } from '../domain/numbering.js';
import { withoutSession } from '../domain/through-till.js';
import { decideCloseTillSession, zReportView } from '../domain/till-report.js';
import { sessionRecords } from '../reads/session-records.js';
import { on } from '../store/sales-store.js';

/** Closes a session with what was counted, and writes its Z report. */
export const closeTillSession = on.command(sales.closeTillSession, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { sessionId, store: { storeId, timeZone } }, { now }) => {
    const session = await store.tillSession(sessionId);
    const till = session && (await store.till(session.storeId, session.till));
    return {
      session,
      till,
      records: await sessionRecords(store, session),
      last: await store.lastZReport(till),
      day: await store.day(storeId, businessDayOf(now, timeZone)),
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const closed = decideCloseTillSession(state, input, context);
    const posted = numberEntries(state.series, input.store.code, closed.drafts);
    const series = withoutSession(posted.series ?? nextVersion(null, closed.session.storeId), closed.session);
    return { state, ...closed, entries: posted.entries, series, reply: zReportView(closed.report) };
  },
  save: (store, { state, till, report, entries, series }) => [
    ...(state.session ? [store.closeTillSession(state.session)] : []),
    ...(state.till ? [store.saveTill(state.till, till)] : []),
    store.insertZReport(report),
    ...store.postAll(state.series, { entries, series }),
  ],
});
