import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent, orderView, requireOrder } from '../domain/order.js';
import { decideResumeOrder } from '../domain/parking.js';
import { on } from '../store/sales-store.js';

/** Takes up a parked Draft. */
export const resumeOrder = on.command(sales.resumeOrder, {
  keys: ({ orderId }) => [orderId],
  load: (store, { orderId }) => store.order(orderId),
  decide: (found, input, context) => {
    const before = requireOrder(found, input.orderId);
    const order = decideResumeOrder(before, input, context);
    return { before, order, reply: orderView(order), events: [raise(salesEvents.orderChanged, orderEvent(order))] };
  },
  save: (store, { before, order }) => [store.saveOrder(before, order)],
});
