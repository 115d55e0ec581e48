import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideRequestApproval } from '../domain/checkout.js';
import { orderEvent, requireOrder } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** The order waits for a manager, with its stock held. */
export const requestApproval = on.command(sales.requestApproval, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId, maxWaiting }) => {
    const order = await store.order(orderId);
    const waiting = order && maxWaiting !== undefined ? await store.waitingOrders(order.storeId, maxWaiting) : 0;
    return { order, waiting };
  },
  decide: (state, input, context) => {
    const before = requireOrder(state.order, input.orderId);
    const order = decideRequestApproval(before, state.waiting, input, context);
    return {
      before,
      order,
      reply: { state: order.state },
      events: [raise(salesEvents.orderChanged, orderEvent(order))],
    };
  },
  save: (store, { before, order }) => [store.saveOrder(before, order), store.touchApprovalQueue(order.storeId)],
});
