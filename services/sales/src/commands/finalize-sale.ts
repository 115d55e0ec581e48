import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent } from '../domain/order.js';
import { decideFinalizeSale, saleEvent } from '../domain/sale.js';
import { on } from '../store/sales-store.js';

/** Stock, invoice and guarantee are there: the sale may be read as finished. */
export const finalizeSale = on.command(sales.finalizeSale, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId }) => {
    const progress = await store.progress(saleId);
    const order = progress && (await store.order(progress.orderId));
    const grossMinor = order?.priced?.grossMinor ?? 0;
    return { progress, order, openMinor: grossMinor - (order?.checkout?.payment?.amountMinor ?? 0) };
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
    return { before, progress, order, changed, reply: { saleId: progress._id, state: progress.state }, events };
  },
  save: (store, { before, progress, order, changed }) =>
    changed && before.progress && before.order
      ? [store.saveProgress(before.progress, progress), store.saveOrder(before.order, order)]
      : [],
});
