import { businessDayOf, sales, salesErrors } from '@comptoir/contracts';
import { supplierPaymentView } from '../domain/payable-records.js';
import { decideReverseSupplierPayment } from '../domain/payables.js';
import { openPayables } from '../reads/payables.js';
import { on } from '../store/sales-store.js';

/** A payment to a supplier that was entered wrongly, reversed today: its bills are owed again. */
export const reverseSupplierPayment = on.command(sales.reverseSupplierPayment, {
  keys: ({ supplierPaymentId, store }) => [supplierPaymentId, store.storeId],
  load: async (store, { supplierPaymentId, store: { storeId, timeZone } }, { now }) => {
    const payment = await store.supplierPayment(supplierPaymentId);
    const [reversal] = await store.supplierReversalsOf([supplierPaymentId]);
    return {
      payment,
      reversedBy: reversal?._id,
      payables: await openPayables(store, await store.payables(payment?.allocations.map((one) => one.billId) ?? [])),
      day: await store.day(storeId, businessDayOf(now, timeZone)),
      series: await store.series(storeId),
    };
  },
  decide: (before, input, context) => {
    const paid = decideReverseSupplierPayment(before, input, context);
    return { before, ...paid, reply: supplierPaymentView(paid.payment) };
  },
  save: (store, { before, payment, entry, series, payables }) => [
    store.insertSupplierPayment(payment),
    ...store.savePayables(payables),
    ...store.post(before.series, { entry, series }),
  ],
  duplicate: ({ supplierPaymentId }) =>
    salesErrors.supplierPaymentReversed('This payment was reversed before.', { supplierPaymentId }),
});
