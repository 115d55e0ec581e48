import { sales, salesEvents, sum } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent } from '../domain/order.js';
import { decideFinalizeCorrection } from '../domain/reversal.js';
import { saleEvent } from '../domain/sale.js';
import { on } from '../store/sales-store.js';

/** Stock and credit note are there: the correction may be read as finished. */
export const finalizeCorrection = on.command(sales.finalizeCorrection, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId }) => {
    const progress = await store.progress(saleId);
    const correction = await store.correction(correctionId);
    const order = progress && (await store.order(progress.orderId));
    return { progress, correction, order, soldUnits: sum(order?.priced?.lines.map((line) => line.quantity) ?? []) };
  },
  decide: (before, input, context) => {
    const { progress, correction, order } = decideFinalizeCorrection(before, input, context);
    const events = [
      ...(progress === before.progress ? [] : [raise(salesEvents.saleChanged, saleEvent(progress, context.now))]),
      ...(order === before.order ? [] : [raise(salesEvents.orderChanged, orderEvent(order))]),
    ];
    const state = progress.state === 'cancelled' ? ('cancelled' as const) : ('final' as const);
    return { before, progress, correction, order, reply: { correctionId: correction._id, state }, events };
  },
  save: (store, { before, progress, correction, order }) => [
    ...(before.correction && correction !== before.correction
      ? [store.saveCorrection(before.correction, correction)]
      : []),
    ...(before.progress && progress !== before.progress ? [store.saveProgress(before.progress, progress)] : []),
    ...(before.order && order !== before.order ? [store.saveOrder(before.order, order)] : []),
  ],
});
