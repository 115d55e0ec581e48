import { sales } from '@comptoir/contracts';
import { paymentView } from '../domain/payment-record.js';
import { paymentUnknown } from '../domain/reverse-payment.js';
import { on } from '../store/sales-store.js';

/** One payment. */
export const readPayment = on.query(sales.readPayment, async (store, { paymentId }) => {
  const payment = await store.payment(paymentId);
  if (!payment) throw paymentUnknown(paymentId);
  const [reversal] = await store.reversalsOf([paymentId]);
  return paymentView(payment, reversal?._id);
});
