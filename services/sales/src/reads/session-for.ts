import type { SeriesRecord } from '../domain/records.js';
import type { SessionFor } from '../domain/through-till.js';
import type { SalesStore } from '../store/sales-store.js';

/** The session that something is to be rung up in, from the series of its store while it is open; null where there is none. */
export async function sessionFor(
  store: SalesStore,
  series: SeriesRecord | null,
  sessionId: string | undefined,
): Promise<SessionFor | null> {
  if (sessionId === undefined) return null;
  const till = series?.openSessions?.[sessionId];
  return series && till !== undefined ? { storeId: series._id, till, state: 'open' } : store.tillSession(sessionId);
}
