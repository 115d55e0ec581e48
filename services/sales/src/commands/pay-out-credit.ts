import { sales, salesErrors } from '@comptoir/contracts';
import { paymentView } from '../domain/payment-record.js';
import { decidePayOutCredit } from '../domain/take-payment.js';
import { paymentState } from '../reads/payment-state.js';
import { on } from '../store/sales-store.js';

/** What the shop owes a customer, paid out. */
export const payOutCredit = on.command(sales.payOutCredit, {
  keys: ({ customerId, store }) => [customerId, store.storeId],
  load: (store, { customerId, store: place, tillSessionId }, { now }) =>
    paymentState(store, customerId, place, tillSessionId, now),
  decide: (before, input, context) => {
    const paidOut = decidePayOutCredit(before, input, context);
    return { before, ...paidOut, reply: paymentView(paidOut.payment) };
  },
  save: (store, { before, payment, entry, series }) => [
    store.touchCustomer(payment.customerId),
    store.insertPayment(payment),
    ...store.post(before.series, { entry, series }),
  ],
  duplicate: ({ paymentId }) => salesErrors.paymentExists('This payment exists already.', { paymentId }),
});
