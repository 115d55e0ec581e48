import { inventory } from '@comptoir/contracts';
import { transferCardOf } from '../domain/transfer-records.js';
import { requireTransfer } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** One transfer with its parcels and all that moved. */
export const readTransfer = on.query(inventory.readTransfer, async (store, { transferId }) =>
  transferCardOf(requireTransfer(await store.transfer(transferId), transferId)),
);
