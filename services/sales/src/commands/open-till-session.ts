import { businessDayOf, sales, salesErrors } from '@comptoir/contracts';
import { nextVersion, numberEntries } from '../domain/numbering.js';
import { xReportOf } from '../domain/till-report.js';
import { withSession } from '../domain/through-till.js';
import { decideOpenTillSession } from '../domain/till.js';
import { on } from '../store/sales-store.js';

/** Opens a session of a till with the cash that is in its drawer. */
export const openTillSession = on.command(sales.openTillSession, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { store: { storeId, timeZone }, till: code }, { now }) => {
    const till = await store.till(storeId, code);
    return {
      till,
      open: await store.tillSession(till?.openSessionId),
      last: await store.lastZReport(till),
      day: await store.day(storeId, businessDayOf(now, timeZone)),
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const { till, session, draft } = decideOpenTillSession(state, input, context);
    const posted = numberEntries(state.series, input.store.code, draft ? [draft] : []);
    const series = withSession(posted.series ?? nextVersion(null, session.storeId), session);
    const records = {
      stis: [],
      payments: [],
      movements: [],
      entries: posted.entries,
      keptBeforeMinor: state.last?.keptMinor ?? 0,
    };
    return { state, till, session, entries: posted.entries, series, reply: xReportOf(session, records, context.now) };
  },
  save: (store, { state, till, session, entries, series }) => [
    ...(state.till ? [store.saveTill(state.till, till)] : []),
    store.insertTillSession(session),
    ...store.postAll(state.series, { entries, series }),
  ],
  duplicate: ({ sessionId }) => salesErrors.tillOpen('This session was opened before.', { sessionId }),
});
