import { businessDayOf, sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent, requireOrder } from '../domain/order.js';
import { decidePostSale, saleEvent } from '../domain/sale.js';
import { balancesOf } from '../queries/customer-balance.js';
import { usesAccount } from '../domain/tender.js';
import { verdictOf } from '../domain/text.js';
import { sessionFor } from '../reads/session-for.js';
import { on } from '../store/sales-store.js';

/** The pivot: sale, STI, journal entry and payment, in one transaction. */
export const postSale = on.command(sales.postSale, {
  keys: ({ orderId, storeId }) => [orderId, ...(storeId === undefined ? [] : [storeId])],
  load: async (store, { orderId, verdict }, { now, attempt }) => {
    const order = await store.order(orderId);
    const note = verdict?.noteId === undefined ? null : await store.text(verdict.noteId);
    const checkout = order?.checkout;
    if (!order || !checkout || !order.priced)
      return { order, note, customer: null, balances: [], day: null, series: null, session: null };
    const today = businessDayOf(now, checkout.store.timeZone);
    const day = attempt > 1 ? await store.day(order.storeId, today) : null; // a closed one fails the post
    const series = await store.series(order.storeId);
    const session = await sessionFor(store, series, checkout.tillSessionId);
    const state = { order, note, day, series, session };
    if (!usesAccount(order.priced.grossMinor, checkout.payments)) return { ...state, customer: null, balances: [] };
    const customer = await store.customer(order.customerId);
    return { ...state, customer, balances: customer ? await balancesOf(store, customer) : [] };
  },
  decide: (state, input, context) => {
    const before = requireOrder(state.order, input.orderId);
    const posted = decidePostSale(state, { ...input, verdict: verdictOf(input.verdict, state.note) }, context, {
      stiId: context.mint('sti'),
      entryId: context.mint('entry'),
    });
    const events = [
      raise(salesEvents.orderChanged, orderEvent(posted.order)),
      raise(salesEvents.saleChanged, saleEvent(posted.progress, context.now)),
    ];
    return { before, seriesBefore: state.series, ...posted, events };
  },
  save: (store, { before, seriesBefore, order, sale, progress, sti, entry, series, payments, onAccount }) => [
    store.saveOrder(before, order),
    ...(onAccount === undefined ? [] : [store.touchCustomer(onAccount)]),
    store.insertSale(sale),
    store.insertSaleStatus(progress),
    store.insertSti(sti),
    ...payments.map(store.insertPayment),
    ...store.post(seriesBefore, { entry, series }),
  ],
  duplicate: ({ saleId, orderId }) => salesErrors.saleExists('This sale exists already.', { saleId, orderId }),
});
