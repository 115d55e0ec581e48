import { sales, salesEvents, type OrderState } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideReturnToDraft, postedBy } from '../domain/checkout.js';
import { outcomeRecord } from '../domain/outcome.js';
import { orderEvent, requireSaga } from '../domain/order.js';
import { noteIdOf, withNote } from '../domain/text.js';
import { on } from '../store/sales-store.js';

/** Undo of beginCheckout, if present: back to Draft with the reason, under a new revision. Nothing to undo where no order is, or where this saga has posted its sale. */
export const returnToDraft = on.command(sales.returnToDraft, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId, refusal }, context) => {
    const noteId = noteIdOf(refusal);
    return {
      before: await store.order(orderId),
      known: await store.outcome(requireSaga(context)),
      note: noteId === undefined ? null : await store.text(noteId),
    };
  },
  decide: ({ before, known, note }, input, context) => {
    const refusal = withNote(input.refusal, note);
    const order = before && decideReturnToDraft(before, { ...input, refusal }, context);
    const changed = order !== null && order !== before;
    const posted = before !== null && postedBy(before, context) !== undefined;
    return {
      before,
      order,
      ended: posted || known ? undefined : outcomeRecord({ status: 'refused', refusal }, input.steps, context),
      reply: {
        revision: order?.revision ?? input.revision,
        state: order?.state ?? ('cancelled' satisfies OrderState),
      },
      events: changed ? [raise(salesEvents.orderChanged, orderEvent(order))] : [],
    };
  },
  save: (store, { before, order, ended }) => [
    ...(before && order && order !== before ? [store.saveOrder(before, order)] : []),
    ...(ended ? [store.insertOutcome(ended)] : []),
  ],
});
