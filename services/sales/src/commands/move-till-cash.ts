import { businessDayOf, sales } from '@comptoir/contracts';
import { numberEntry } from '../domain/numbering.js';
import { expectedCash, xReportOf } from '../domain/till-report.js';
import { decideMoveTillCash } from '../domain/till.js';
import { sessionRecords } from '../reads/session-records.js';
import { on } from '../store/sales-store.js';

/** Takes cash out of an open till, or puts some into it. */
export const moveTillCash = on.command(sales.moveTillCash, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { sessionId, store: { storeId, timeZone } }, { now }) => {
    const session = await store.tillSession(sessionId);
    const records = await sessionRecords(store, session);
    return {
      session,
      records,
      day: await store.day(storeId, businessDayOf(now, timeZone)),
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const { session, records } = state;
    const expectedMinor = session ? expectedCash(session.till, records) : 0;
    const { movement, draft } = decideMoveTillCash({ ...state, expectedMinor }, input, context);
    const posted = numberEntry(state.series, input.store.code, draft);
    const after = {
      ...records,
      movements: [...records.movements, movement],
      entries: [...records.entries, posted.entry],
    };
    return { state, movement, posted, reply: xReportOf(session!, after, context.now) };
  },
  save: (store, { state, movement, posted }) => [store.insertMovement(movement), ...store.post(state.series, posted)],
});
