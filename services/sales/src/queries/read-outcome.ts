import { sales } from '@comptoir/contracts';
import { sagaView } from '../domain/outcome.js';
import { on } from '../store/sales-store.js';

/** How a saga ended; nothing while it runs, and for one that never was. */
export const readOutcome = on.query(sales.readOutcome, async (store, { sagaId }) => {
  const record = await store.outcome(sagaId);
  return record ? { ended: sagaView(record) } : {};
});
