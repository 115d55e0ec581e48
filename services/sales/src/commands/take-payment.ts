import { sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent } from '../domain/order.js';
import { paymentView } from '../domain/payment-record.js';
import { decideTakePayment } from '../domain/take-payment.js';
import { saveOrders } from '../reads/account-of.js';
import { paymentState } from '../reads/payment-state.js';
import { on } from '../store/sales-store.js';

/** A payment of a customer after the sale: its document, its entry, and the orders that it leaves paid, in one transaction. */
export const takePayment = on.command(sales.takePayment, {
  keys: ({ customerId, store }) => [customerId, store.storeId],
  load: (store, { customerId, store: place, tillSessionId }, { now }) =>
    paymentState(store, customerId, place, tillSessionId, now),
  decide: (before, input, context) => {
    const taken = decideTakePayment(before, input, context);
    const events = taken.orders.map((order) => raise(salesEvents.orderChanged, orderEvent(order)));
    return { before, ...taken, reply: paymentView(taken.payment), events };
  },
  save: (store, { before, payment, entry, series, orders }) => [
    store.touchCustomer(payment.customerId),
    store.insertPayment(payment),
    ...saveOrders(
      store,
      before.orders.map(({ order }) => order),
      orders,
    ),
    ...store.post(before.series, { entry, series }),
  ],
  duplicate: ({ paymentId }) => salesErrors.paymentExists('This payment exists already.', { paymentId }),
});
