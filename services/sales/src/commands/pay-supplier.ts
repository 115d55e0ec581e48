import { businessDayOf, sales, salesErrors } from '@comptoir/contracts';
import { supplierPaymentView } from '../domain/payable-records.js';
import { decidePaySupplier } from '../domain/payables.js';
import { openPayables } from '../reads/payables.js';
import { on } from '../store/sales-store.js';

/** A payment to a supplier: its document, its entry, and the bills that it settles, in one transaction. */
export const paySupplier = on.command(sales.paySupplier, {
  keys: ({ supplierId, store }) => [supplierId, store.storeId],
  load: async (store, { allocations, store: { storeId, timeZone } }, { now }) => ({
    payables: await openPayables(store, await store.payables(allocations.map((one) => one.billId))),
    day: await store.day(storeId, businessDayOf(now, timeZone)),
    series: await store.series(storeId),
  }),
  decide: (before, input, context) => {
    const paid = decidePaySupplier(before, input, context);
    return { before, ...paid, reply: supplierPaymentView(paid.payment) };
  },
  save: (store, { before, payment, entry, series, payables }) => [
    store.insertSupplierPayment(payment),
    ...store.savePayables(payables),
    ...store.post(before.series, { entry, series }),
  ],
  duplicate: ({ supplierPaymentId }) =>
    salesErrors.supplierPaymentExists('This payment exists already.', { supplierPaymentId }),
});
