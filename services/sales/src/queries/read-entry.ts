import { bookkeepingErrors, sales } from '@comptoir/contracts';
import { entryView } from '../domain/journal.js';
import { on } from '../store/sales-store.js';

/** One journal entry. */
export const readEntry = on.query(sales.readEntry, async (store, { entryId }) => {
  const entry = await store.entry(entryId);
  if (!entry) throw bookkeepingErrors.entryUnknown('There is no such entry.', { entryId });
  return entryView(entry);
});
