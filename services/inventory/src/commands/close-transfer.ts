import { inventory } from '@comptoir/contracts';
import { transferViewOf } from '../domain/transfer-records.js';
import { decideCloseTransfer } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** Puts a transfer away that was received. */
export const closeTransfer = on.command(inventory.closeTransfer, {
  keys: ({ transferId }) => [transferId],
  load: async (store, { transferId }) => ({ found: await store.transfer(transferId) }),
  decide: ({ found }, input, context) => {
    const change = decideCloseTransfer(found, input, context);
    return { ...change, reply: transferViewOf(change.after) };
  },
  save: (store, { before, after }) => [store.saveTransfer(before, after)],
});
