import { inventory, inventoryErrors } from '@comptoir/contracts';
import { writeOffViewOf } from '../domain/write-off-records.js';
import { on } from '../store/inventory-store.js';

/** One write-off with the batches that its units left. */
export const readWriteOff = on.query(inventory.readWriteOff, async (store, { writeOffId }) => {
  const found = await store.writeOff(writeOffId);
  if (!found) throw inventoryErrors.writeOffUnknown('There is no write-off with this number.', { writeOffId });
  return writeOffViewOf(found);
});
