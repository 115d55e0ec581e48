import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { requireLiving } from '../domain/customer.js';
import { decideChangeOrder, orderEvent, orderView, requireOrder } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** Replaces the content of a Draft. */
export const changeOrder = on.command(sales.changeOrder, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId, customerId }) => ({
    order: await store.order(orderId),
    customer: await store.customer(customerId),
  }),
  decide: (state, input, context) => {
    const before = requireOrder(state.order, input.orderId);
    const { _id: customerId } = requireLiving(state.customer, input.customerId);
    const order = decideChangeOrder(before, { ...input, customerId }, context);
    return { before, order, reply: orderView(order), events: [raise(salesEvents.orderChanged, orderEvent(order))] };
  },
  save: (store, { before, order }) => [store.saveOrder(before, order)],
});
