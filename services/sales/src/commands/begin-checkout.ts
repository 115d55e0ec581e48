import { businessDayOf, sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { accountIsUsed, decideBeginCheckout } from '../domain/checkout.js';
import { orderEvent, requireOrder } from '../domain/order.js';
import { balancesOf } from '../queries/customer-balance.js';
import { on } from '../store/sales-store.js';

/** Locks a Draft, freezes its quote and decides whether a manager must approve. */
export const beginCheckout = on.command(sales.beginCheckout, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId, quote, payments }, { now }) => {
    const order = await store.order(orderId);
    const customer = order && (await store.customer(order.customerId));
    const asksBalance = order && customer && accountIsUsed(order, customer, { quote, payments });
    const balances = asksBalance ? await balancesOf(store, customer) : [];
    const day = await store.day(quote.store.storeId, businessDayOf(now, quote.store.timeZone));
    return { order, customer, balances, day };
  },
  decide: (state, input, context) => {
    const before = requireOrder(state.order, input.orderId);
    const { order, reply } = decideBeginCheckout(state, input, context);
    return { before, order, reply, events: [raise(salesEvents.orderChanged, orderEvent(order))] };
  },
  save: (store, { before, order }) => [store.saveOrder(before, order)],
});
