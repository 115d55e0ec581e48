import { sales } from '@comptoir/contracts';
import { tillView } from '../domain/till.js';
import { on } from '../store/sales-store.js';

/** The tills of a store, or of all, with the sessions that are open. */
export const listTills = on.query(sales.listTills, async (store, { storeId }) => {
  const tills = await store.tills(storeId);
  const open = await store.tillSessions(tills.flatMap((till) => till.openSessionId ?? []));
  const sessions = new Map(open.map((session) => [session._id, session]));
  return { items: tills.map((till) => tillView(till, sessions.get(till.openSessionId ?? '') ?? null)) };
});
