import { sales } from '@comptoir/contracts';
import { decideStopCheckout, postedBy } from '../domain/checkout.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';

/** First undo of a checkout: its sale cannot be posted any more, or was posted by this saga. Nothing to stop where no order is. */
export const stopCheckout = on.command(sales.stopCheckout, {
  keys: ({ orderId }) => [orderId],
  load: async (store, { orderId }) => ({ before: await store.order(orderId) }),
  decide: ({ before }, input, context) => ({
    before,
    order: before && decideStopCheckout(before, input, context),
    reply: omitUndefined({ posted: before ? postedBy(before, context) : undefined }),
  }),
  save: (store, { before, order }) => (before && order && order !== before ? [store.saveOrder(before, order)] : []),
});
