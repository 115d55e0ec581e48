import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideCancelOrder, orderEvent, orderView, requireOrder } from '../domain/order.js';
import { requireText } from '../domain/text.js';
import { on } from '../store/sales-store.js';

/** Cancels a Draft. */
export const cancelOrder = on.command(sales.cancelOrder, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId, reasonId }) => ({
    order: await store.order(orderId),
    reason: await store.text(reasonId),
  }),
  decide: (state, input, context) => {
    const before = requireOrder(state.order, input.orderId);
    const order = decideCancelOrder(before, { ...input, reason: requireText(state.reason, input.reasonId) }, context);
    return { before, order, reply: orderView(order), events: [raise(salesEvents.orderChanged, orderEvent(order))] };
  },
  save: (store, { before, order }) => [store.saveOrder(before, order)],
});
