import { inventory } from '@comptoir/contracts';
import { transferViewOf } from '../domain/transfer-records.js';
import { decideCancelTransfer } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** The asking store cancels its request. */
export const cancelTransfer = on.command(inventory.cancelTransfer, {
  keys: ({ transferId }) => [transferId],
  load: async (store, { transferId }) => ({ found: await store.transfer(transferId) }),
  decide: ({ found }, input, context) => {
    const change = decideCancelTransfer(found, input, context);
    return { ...change, reply: transferViewOf(change.after) };
  },
  save: (store, { before, after }) => [store.saveTransfer(before, after)],
});
