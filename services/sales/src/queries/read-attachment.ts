import { bookkeepingErrors, sales } from '@comptoir/contracts';
import { on } from '../store/sales-store.js';

/** The file kept with an entry. */
export const readAttachment = on.query(sales.readAttachment, async (store, { entryId }) => {
  const found = await store.attachment(entryId);
  if (!found) throw bookkeepingErrors.attachmentUnknown('No file was kept with this entry.', { entryId });
  const { _id, ...attachment } = found;
  return attachment;
});
