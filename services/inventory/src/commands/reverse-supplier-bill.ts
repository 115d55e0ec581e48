import { inventory, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { concurrentChange } from '../domain/concurrent-change.js';
import { postedBill } from '../domain/posted-bill.js';
import { decideReverseSupplierBill } from '../domain/reverse-supplier-bill.js';
import { supplierBillViewOf } from '../domain/supplier-bill-records.js';
import { billState } from '../reads/bill-state.js';
import { on } from '../store/inventory-store.js';

/** Takes a paper back that was recorded wrongly, once. */
export const reverseSupplierBill = on.command(inventory.reverseSupplierBill, {
  keys: ({ billId }) => [billId],
  load: async (store, { billId }) => {
    const found = await store.supplierBill(billId);
    return { found, ...(await billState(store, found?.lines ?? [])) };
  },
  decide: (state, input, context) => {
    const reversed = decideReverseSupplierBill(state, input, context);
    return {
      reversed,
      reply: supplierBillViewOf(reversed.after),
      events: [
        raise(inventoryEvents.supplierBillReversed, {
          ...postedBill(reversed.after, input.store, reversed, reversed.after.kind === 'bill' ? -1 : 1),
          reversedAt: context.now,
          reversedBy: context.actor.id,
          reason: input.reason,
        }),
      ],
    };
  },
  save: (store, { reversed }) => [
    store.saveBillReversed(reversed.before, reversed.after),
    ...store.saveBillings(reversed.billings),
    ...store.saveReturnCredits(reversed.returns),
    ...store.saveBillCredits(reversed.bills),
    ...store.revalueBatches(reversed.revalued),
    ...store.insertMovements(reversed.movements),
  ],
  duplicate: ({ billId }) => concurrentChange({ billId }),
});
