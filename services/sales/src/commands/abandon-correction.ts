import { sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideAbandonCorrection } from '../domain/correction.js';
import { orderEvent, requireSaga } from '../domain/order.js';
import { outcomeRecord } from '../domain/outcome.js';
import { saleEvent } from '../domain/sale.js';
import { on } from '../store/sales-store.js';

/** Undo of beginCorrection, if present; leaves a tombstone. */
export const abandonCorrection = on.command(sales.abandonCorrection, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId }, context) => {
    const known = await store.outcome(requireSaga(context));
    const progress = await store.progress(saleId);
    const correction = await store.correction(correctionId);
    return { known, progress, correction, order: progress && (await store.order(progress.orderId)) };
  },
  decide: (before, input, context) => {
    const decided = decideAbandonCorrection(before, context);
    const sagaId = requireSaga(context);
    const events = [
      ...(decided.progress ? [raise(salesEvents.saleChanged, saleEvent(decided.progress, context.now))] : []),
      ...(decided.order ? [raise(salesEvents.orderChanged, orderEvent(decided.order))] : []),
    ];
    const ended = before.known
      ? undefined
      : outcomeRecord({ status: 'refused', refusal: input.refusal }, input.steps, context);
    return { before, decided, sagaId, ended, reply: { abandoned: decided.correction === 'abandon' }, events };
  },
  save: (store, { before, decided, sagaId, ended }, { saleId, correctionId }, { now, actor }) => [
    ...(ended ? [store.insertOutcome(ended)] : []),
    ...(decided.correction === 'abandon' && before.correction
      ? [store.saveCorrection(before.correction, { ...before.correction, state: 'abandoned' })]
      : []),
    ...(decided.correction === 'tombstone'
      ? [
          store.insertCorrection({
            _id: correctionId,
            saleId,
            state: 'abandoned',
            sagaId,
            begunAt: now,
            begunBy: actor,
          }),
        ]
      : []),
    ...(decided.progress && before.progress ? [store.saveProgress(before.progress, decided.progress)] : []),
    ...(decided.order && before.order ? [store.saveOrder(before.order, decided.order)] : []),
  ],
  duplicate: ({ correctionId }) =>
    salesErrors.correctionState('This cancellation or return began at this very moment.', { correctionId }),
});
