import { sales } from '@comptoir/contracts';
import { supplierPaymentView } from '../domain/payable-records.js';
import { paymentUnknown } from '../domain/payables.js';
import { on } from '../store/sales-store.js';

/** One payment to a supplier, with what reversed it. */
export const readSupplierPayment = on.query(sales.readSupplierPayment, async (store, { supplierPaymentId }) => {
  const payment = await store.supplierPayment(supplierPaymentId);
  if (!payment) throw paymentUnknown(supplierPaymentId);
  const [reversal] = await store.supplierReversalsOf([supplierPaymentId]);
  return supplierPaymentView(payment, reversal?._id);
});
