import { sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { requireLiving } from '../domain/customer.js';
import { decideCreateOrder, orderEvent, orderView } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** Opens an order as Draft. */
export const createOrder = on.command(sales.createOrder, {
  load: async (store, { customerId }) => ({ customer: await store.customer(customerId) }),
  decide: (state, input, context) => {
    const { _id: customerId } = requireLiving(state.customer, input.customerId);
    const order = decideCreateOrder({ ...input, customerId }, context);
    return { order, reply: orderView(order), events: [raise(salesEvents.orderChanged, orderEvent(order))] };
  },
  save: (store, { order }) => [store.insertOrder(order)],
  duplicate: ({ orderId }) => salesErrors.orderExists('This order exists already.', { orderId }),
});
