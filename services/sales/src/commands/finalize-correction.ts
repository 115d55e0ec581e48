import { sales, salesEvents, sum } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent } from '../domain/order.js';
import { decideFinalizeCorrection } from '../domain/reversal.js';
import { outcomeRecord } from '../domain/outcome.js';
import { saleEvent } from '../domain/sale.js';
import { on } from '../store/sales-store.js';

/** Stock and credit note are there: the correction may be read as finished. */
export const finalizeCorrection = on.command(sales.finalizeCorrection, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId }) => {
    const progress = await store.progress(saleId);
    const correction = await store.correction(correctionId);
    const order = progress && (await store.order(progress.orderId));
    const open = await store.openOfSales([saleId]);
    const owedMinor = open.get(saleId) ?? 0;
    const soldUnits = sum(order?.priced?.lines.map((line) => line.quantity) ?? []);
    return { progress, correction, order, owedMinor, soldUnits };
  },
  decide: (before, input, context) => {
    const { progress, correction, order } = decideFinalizeCorrection(before, input, context);
    const events = [
      ...(progress === before.progress ? [] : [raise(salesEvents.saleChanged, saleEvent(progress, context.now))]),
      ...(order === before.order ? [] : [raise(salesEvents.orderChanged, orderEvent(order))]),
    ];
    const state = progress.state === 'cancelled' ? ('cancelled' as const) : ('final' as const);
    const changed = correction !== before.correction;
    const { creditNoteId, creditNoteNumber, steps } = input;
    const result = {
      correctionId: correction._id,
      saleId: progress._id,
      creditNoteId,
      creditNoteNumber,
      saleState: state,
    };
    const ended = changed ? outcomeRecord({ status: 'done', result }, steps, context) : undefined;
    return { before, progress, correction, order, ended, reply: { correctionId: correction._id, state }, events };
  },
  save: (store, { before, progress, correction, order, ended }) => [
    ...(ended ? [store.insertOutcome(ended)] : []),
    ...(before.correction && correction !== before.correction
      ? [store.saveCorrection(before.correction, correction)]
      : []),
    ...(before.progress && progress !== before.progress ? [store.saveProgress(before.progress, progress)] : []),
    ...(before.order && order !== before.order ? [store.saveOrder(before.order, order)] : []),
  ],
});
