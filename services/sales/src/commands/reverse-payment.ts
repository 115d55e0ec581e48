import { businessDayOf, sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent } from '../domain/order.js';
import { paymentView } from '../domain/payment-record.js';
import { decideReversePayment } from '../domain/reverse-payment.js';
import { itemsOf, saveOrders } from '../reads/account-of.js';
import { sessionFor } from '../reads/session-for.js';
import { balancesOf } from '../queries/customer-balance.js';
import { on } from '../store/sales-store.js';

/** A payment that was entered wrongly, reversed today, and replaced at once where a replacement is named. */
export const reversePayment = on.command(sales.reversePayment, {
  keys: ({ paymentId, store }) => [paymentId, store.storeId],
  load: async (store, { paymentId, store: { storeId, timeZone }, tillSessionId }, { now }) => {
    const payment = await store.payment(paymentId);
    const saleIds = payment?.allocations.map((one) => one.saleId) ?? [];
    const statuses = await store.saleStatusOf(saleIds);
    const orders = await store.ordersById(statuses.map((one) => one.orderId));
    const customer = payment && (await store.customer(payment.customerId));
    const series = await store.series(storeId);
    const [reversedBy] = payment ? await store.reversalsOf([paymentId]) : [];
    return {
      payment,
      orders,
      customer,
      reversedBy: reversedBy?._id,
      balances: customer && customer.kind !== 'walkIn' ? await balancesOf(store, customer) : [],
      corrections: saleIds.length > 0 ? await store.correctionsOf(saleIds) : [],
      items: await itemsOf(store, orders),
      day: await store.day(storeId, businessDayOf(now, timeZone)),
      session: await sessionFor(store, series, tillSessionId),
      series,
    };
  },
  decide: (before, input, context) => {
    const reversed = decideReversePayment(before, input, context);
    const { reversal, replacement } = reversed;
    const events = reversed.orders.map((order) => raise(salesEvents.orderChanged, orderEvent(order)));
    const reply = {
      reversal: paymentView(reversal),
      ...(replacement ? { replacement: paymentView(replacement) } : {}),
    };
    return { before, ...reversed, reply, events };
  },
  save: (store, { before, reversal, replacement, entries, series, orders }) => [
    store.touchCustomer(before.customer?._id ?? reversal.customerId),
    ...[reversal, ...(replacement ? [replacement] : [])].map(store.insertPayment),
    ...saveOrders(store, before.orders, orders),
    ...store.postAll(before.series, { entries, series }),
  ],
  duplicate: ({ paymentId }) => salesErrors.alreadyReversed('This payment was reversed before.', { paymentId }),
});
