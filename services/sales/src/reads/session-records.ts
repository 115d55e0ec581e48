import type { SessionRecords } from '../domain/till-report.js';
import type { TillSessionRecord } from '../domain/records.js';
import type { SalesStore } from '../store/sales-store.js';

/** All that was rung up in an open session. */
export async function sessionRecords(store: SalesStore, session: TillSessionRecord | null): Promise<SessionRecords> {
  if (!session) return { stis: [], payments: [], movements: [], entries: [], keptBeforeMinor: 0 };
  const { _id, storeId, till } = session;
  return {
    stis: await store.stisOfSession(_id),
    payments: await store.paymentsOfSession(_id),
    movements: await store.movementsOf(_id),
    entries: await store.entriesOfSession(_id),
    keptBeforeMinor: (await store.lastZReport(await store.till(storeId, till)))?.keptMinor ?? 0,
  };
}
