import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { entryView } from '../domain/journal.js';
import { on } from '../store/sales-store.js';

/** Journal entries, newest first. */
export const listEntries = on.query(
  sales.listEntries,
  async (store, { storeId, ref, customerId, account, businessDay, limit, cursor }) => {
    const filter = omitUndefined({
      storeId,
      ref,
      businessDay,
      'lines.customerId': customerId,
      'lines.account': account,
    });
    return listPage(await store.entries(filter, cursor, limit + 1), limit, entryView);
  },
);
