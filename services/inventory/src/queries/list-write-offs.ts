import { inventory, listKey } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { writeOffViewOf, type WriteOffRecord } from '../domain/write-off-records.js';
import { on } from '../store/inventory-store.js';

/** Write-offs, newest first: within days, by reason, or of a store. */
export const listWriteOffs = on.query(inventory.listWriteOffs, async (store, { limit, cursor, ...filters }) => {
  const { storeId, reason } = filters;
  const days = daysOf(filters);
  const keyOf = ({ _id, writtenOffDay }: WriteOffRecord): string => listKey(filters, writtenOffDay, _id);
  if (days) {
    const { rows, unread } = await readDays(days, cursor, limit, (writtenOffDay, before, most) =>
      store.writeOffsWhere({ storeId, reason, writtenOffDay }, before, most),
    );
    return listPage(rows, limit, writeOffViewOf, keyOf, unread);
  }
  return listPage(await store.writeOffs({ storeId, reason }, cursor, limit + 1), limit, writeOffViewOf, keyOf);
});
