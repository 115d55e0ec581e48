import { inventory, inventoryErrors, inventoryEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { postedBill } from '../domain/posted-bill.js';
import { paperKeyOf, supplierBillViewOf } from '../domain/supplier-bill-records.js';
import { decideRecordSupplierBill } from '../domain/supplier-bill.js';
import { paperState } from '../reads/paper-state.js';
import { on } from '../store/inventory-store.js';

/** Records a bill or a credit note of a supplier; its differences go to the batches as their units stand. */
export const recordSupplierBill = on.command(inventory.recordSupplierBill, {
  keys: ({ billId, supplierId, kind, number, lines }) => [
    billId,
    supplierId,
    paperKeyOf(supplierId, kind, number),
    ...new Set(lines.flatMap((line) => ('deliveryId' in line ? [line.deliveryId] : []))),
  ],
  load: (store, input) => paperState(store, input),
  decide: (state, input, context) => {
    const recorded = decideRecordSupplierBill(state, input, context);
    const { bill } = recorded;
    const { recordedAt, recordedBy, billDay, dueDay } = bill;
    return {
      recorded,
      reply: supplierBillViewOf(bill),
      events: [
        raise(inventoryEvents.supplierBillRecorded, {
          ...postedBill(bill, input.store, bill, bill.kind === 'bill' ? 1 : -1),
          billDay,
          ...(dueDay === undefined ? {} : { dueDay }),
          recordedAt,
          recordedBy,
        }),
      ],
    };
  },
  save: (store, { recorded }) => [
    store.insertSupplierBill(recorded.bill),
    store.touchSupplier(recorded.supplier),
    ...store.saveBillings(recorded.billings),
    ...store.saveReturnCredits(recorded.returns),
    ...store.saveBillCredits(recorded.bills),
    ...store.revalueBatches(recorded.revalued),
    ...store.insertMovements(recorded.movements),
  ],
  duplicate: ({ billId }) => inventoryErrors.billExists('This paper was recorded already.', { billId }),
});
