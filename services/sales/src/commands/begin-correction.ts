import { businessDayOf, sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideBeginCorrection, correctionView } from '../domain/correction.js';
import { saleEvent } from '../domain/sale.js';
import { requireText } from '../domain/text.js';
import { balancesOfBuyer } from '../queries/customer-balance.js';
import { on } from '../store/sales-store.js';

/** Locks a final sale and decides what comes back. */
export const beginCorrection = on.command(sales.beginCorrection, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId, reasonId }, { now }) => {
    const sale = await store.sale(saleId);
    const before = await store.progress(saleId);
    const corrections = await store.correctionsOf([saleId]);
    const own = await store.correction(correctionId);
    const day = sale && (await store.day(sale.storeId, businessDayOf(now, sale.store.timeZone)));
    const balances = sale ? await balancesOfBuyer(store, sale.customer) : [];
    const reason = await store.text(reasonId);
    return { sale, progress: before, corrections, own, day, balances, reason };
  },
  decide: (state, input, context) => {
    const { correction, progress } = decideBeginCorrection(
      state,
      { ...input, reason: requireText(state.reason, input.reasonId) },
      context,
    );
    const events = [raise(salesEvents.saleChanged, saleEvent(progress, context.now))];
    return { before: state.progress, correction, progress, reply: correctionView(correction), events };
  },
  save: (store, { before, correction, progress }) => [
    store.insertCorrection(correction),
    ...(before ? [store.saveProgress(before, progress)] : []),
  ],
  duplicate: ({ correctionId }) =>
    salesErrors.correctionState('This cancellation or return was given up, or begun, before.', { correctionId }),
});
