import { businessDayOf, sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { correctionView } from '../domain/correction.js';
import { decidePostReversal } from '../domain/reversal.js';
import { saleEvent } from '../domain/sale.js';
import { balancesOfBuyer } from '../queries/customer-balance.js';
import { on } from '../store/sales-store.js';

/** The pivot: reversing STI and journal entry, refund or credit, in one transaction. */
export const postReversal = on.command(sales.postReversal, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId }, { now }) => {
    const sale = await store.sale(saleId);
    const progress = await store.progress(saleId);
    const correction = await store.correction(correctionId);
    const day = sale && (await store.day(sale.storeId, businessDayOf(now, sale.store.timeZone)));
    const balances = sale ? await balancesOfBuyer(store, sale.customer) : [];
    return { sale, progress, correction, day, balances };
  },
  decide: (before, { correctionId }, context) => {
    const posted = decidePostReversal(before, context, {
      stiId: context.mint('sti'),
      entryId: context.mint('entry'),
      correctionId,
    });
    const events = [raise(salesEvents.saleChanged, saleEvent(posted.progress, context.now))];
    return { before, ...posted, reply: correctionView(posted.correction), events };
  },
  save: (store, { before, correction, progress, sti, entry, debtorId }) => [
    ...(before.correction ? [store.saveCorrection(before.correction, correction)] : []),
    ...(before.progress ? [store.saveProgress(before.progress, progress)] : []),
    store.touchDay(sti.storeId, sti.businessDay),
    ...(debtorId === undefined ? [] : [store.touchCustomer(debtorId)]),
    store.insertSti(sti),
    store.insertEntry(entry),
  ],
});
