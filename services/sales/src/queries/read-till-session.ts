import { sales, salesErrors } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { xReportOf, zReportView } from '../domain/till-report.js';
import { on } from '../store/sales-store.js';
import { sessionRecords } from '../reads/session-records.js';

/** A session as it stands, or its final report when it is closed. */
export const readTillSession = on.query(sales.readTillSession, async (store, { sessionId }) => {
  const session = await store.tillSession(sessionId);
  if (!session) throw salesErrors.tillSessionUnknown('There is no such till session.', { sessionId });
  const report = await store.zReport(sessionId);
  if (report) return { storeId: session.storeId, z: zReportView(report) };
  return { storeId: session.storeId, x: xReportOf(session, await sessionRecords(store, session), now()) };
});
