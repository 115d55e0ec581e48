import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { orderEvent } from '../domain/order.js';
import { outcomeRecord } from '../domain/outcome.js';
import { decideFinalizeSale, saleEvent } from '../domain/sale.js';
import { on } from '../store/sales-store.js';

/** Stock, invoice and guarantee are there: the sale may be read as finished. */
export const finalizeSale = on.command(sales.finalizeSale, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId }) => {
    const progress = await store.progress(saleId);
    const order = progress && (await store.order(progress.orderId));
    return { progress, order };
  },
  decide: (before, input, context) => {
    const { progress, order } = decideFinalizeSale(before, input, context);
    const changed = progress !== before.progress;
    const events = changed
      ? [
          raise(salesEvents.orderChanged, orderEvent(order)),
          raise(salesEvents.saleChanged, saleEvent(progress, context.now)),
        ]
      : [];
    const { invoiceId, invoiceNumber, guaranteeId, steps } = input;
    const result = omitUndefined({ orderId: order._id, saleId: progress._id, invoiceId, invoiceNumber, guaranteeId });
    const ended = changed ? outcomeRecord({ status: 'done', result }, steps, context) : undefined;
    return { before, progress, order, changed, ended, reply: { saleId: progress._id, state: progress.state }, events };
  },
  save: (store, { before, progress, order, ended }) =>
    ended && before.progress && before.order
      ? [
          store.saveProgress(before.progress, progress),
          store.saveOrder(before.order, order),
          store.insertOutcome(ended),
        ]
      : [],
});
