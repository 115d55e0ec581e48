import { sales, salesEvents, type OrderState } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideReturnToDraft } from '../domain/checkout.js';
import { orderEvent } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** Undo of beginCheckout, if present: back to Draft with the reason, under a new revision. Nothing to undo where no order is, or where this saga has posted its sale. */
export const returnToDraft = on.command(sales.returnToDraft, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId }) => ({ before: await store.order(orderId) }),
  decide: ({ before }, input, context) => {
    const order = before && decideReturnToDraft(before, input, context);
    const changed = order !== null && order !== before;
    return {
      before,
      order,
      reply: {
        revision: order?.revision ?? input.revision,
        state: order?.state ?? ('cancelled' satisfies OrderState),
      },
      events: changed ? [raise(salesEvents.orderChanged, orderEvent(order))] : [],
    };
  },
  save: (store, { before, order }) => (before && order && order !== before ? [store.saveOrder(before, order)] : []),
});
