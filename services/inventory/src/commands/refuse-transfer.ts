import { inventory } from '@comptoir/contracts';
import { transferViewOf } from '../domain/transfer-records.js';
import { decideRefuseTransfer } from '../domain/transfer.js';
import { on } from '../store/inventory-store.js';

/** The sending store refuses a request. */
export const refuseTransfer = on.command(inventory.refuseTransfer, {
  keys: ({ transferId }) => [transferId],
  load: async (store, { transferId }) => ({ found: await store.transfer(transferId) }),
  decide: ({ found }, input, context) => {
    const change = decideRefuseTransfer(found, input, context);
    return { ...change, reply: transferViewOf(change.after) };
  },
  save: (store, { before, after }) => [store.saveTransfer(before, after)],
});
