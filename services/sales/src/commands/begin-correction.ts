import { businessDayOf, sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideBeginCorrection, correctionView } from '../domain/correction.js';
import { orderEvent } from '../domain/order.js';
import { saleEvent } from '../domain/sale.js';
import { requireText } from '../domain/text.js';
import { accountOf } from '../reads/account-of.js';
import { on } from '../store/sales-store.js';

/** Locks a final sale and decides what comes back. */
export const beginCorrection = on.command(sales.beginCorrection, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId, reasonId, tillSessionId, takenBackIn }, { now }) => {
    const sale = await store.sale(saleId);
    const before = await store.progress(saleId);
    const corrections = await store.correctionsOf([saleId]);
    const own = await store.correction(correctionId);
    const at = takenBackIn ?? sale?.store;
    const day = at ? await store.day(at.storeId, businessDayOf(now, at.timeZone)) : null;
    const { account } = await accountOf(store, sale);
    const session = await store.tillSession(tillSessionId);
    const reason = await store.text(reasonId);
    const order = sale && (await store.order(sale.orderId));
    return { sale, progress: before, corrections, own, day, account, session, reason, order };
  },
  decide: (state, input, context) => {
    const { correction, progress, order } = decideBeginCorrection(
      state,
      { ...input, reason: requireText(state.reason, input.reasonId) },
      context,
    );
    const events = [
      raise(salesEvents.saleChanged, saleEvent(progress, context.now)),
      ...(order ? [raise(salesEvents.orderChanged, orderEvent(order))] : []),
    ];
    return { before: state, correction, progress, order, reply: correctionView(correction), events };
  },
  save: (store, { before, correction, progress, order }) => [
    store.insertCorrection(correction),
    ...(before.progress ? [store.saveProgress(before.progress, progress)] : []),
    ...(before.order && order ? [store.saveOrder(before.order, order)] : []),
  ],
  duplicate: ({ correctionId }) =>
    salesErrors.correctionState('This cancellation or return was given up, or begun, before.', { correctionId }),
});
