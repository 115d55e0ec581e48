import { businessDayOf, sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { correctionView } from '../domain/correction.js';
import { orderEvent } from '../domain/order.js';
import { decidePostReversal } from '../domain/reversal.js';
import { saleEvent } from '../domain/sale.js';
import { accountOf, saveOrders } from '../reads/account-of.js';
import { sessionFor } from '../reads/session-for.js';
import { on } from '../store/sales-store.js';

/** The pivot: reversing STI and journal entry, refund or credit, in one transaction. */
export const postReversal = on.command(sales.postReversal, {
  keys: ({ saleId }) => [saleId],
  load: async (store, { saleId, correctionId }, { now }) => {
    const sale = await store.sale(saleId);
    const progress = await store.progress(saleId);
    const correction = await store.correction(correctionId);
    const at = correction?.takenBackIn ?? sale?.store;
    const day = at ? await store.day(at.storeId, businessDayOf(now, at.timeZone)) : null;
    const { account, orders, debtorId } = await accountOf(store, sale);
    const series = at ? await store.series(at.storeId) : null;
    const session = await sessionFor(store, series, correction?.through?.sessionId);
    return { sale, progress, correction, day, account, orders, debtorId, session, series };
  },
  decide: (before, { correctionId }, context) => {
    const posted = decidePostReversal(before, context, {
      stiId: context.mint('sti'),
      entryId: context.mint('entry'),
      correctionId,
    });
    const events = [
      raise(salesEvents.saleChanged, saleEvent(posted.progress, context.now)),
      ...posted.orders.map((order) => raise(salesEvents.orderChanged, orderEvent(order))),
    ];
    return { before, ...posted, reply: correctionView(posted.correction), events };
  },
  save: (store, { before, correction, progress, sti, entry, series, payments, orders }) => [
    ...(before.correction ? [store.saveCorrection(before.correction, correction)] : []),
    ...(before.progress ? [store.saveProgress(before.progress, progress)] : []),
    ...(before.debtorId === undefined ? [] : [store.touchCustomer(before.debtorId)]), // credit sales and corrections of one customer take turns
    store.insertSti(sti),
    ...payments.map(store.insertPayment),
    ...saveOrders(
      store,
      before.orders.map(({ order }) => order),
      orders,
    ),
    ...store.post(before.series, { entry, series }),
  ],
});
