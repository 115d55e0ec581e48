import { businessDayOf, sales, salesEvents, salesErrors } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { orderEvent, requireOrder } from '../domain/order.js';
import { decidePostSale, saleEvent } from '../domain/sale.js';
import { balancesOf } from '../queries/customer-balance.js';
import { verdictOf } from '../domain/text.js';
import { on } from '../store/sales-store.js';

/** The pivot: sale, STI, journal entry and payment, in one transaction. */
export const postSale = on.command(sales.postSale, {
  keys: ({ orderId, storeId }) => [orderId, ...(storeId === undefined ? [] : [storeId])],
  load: async (store, { orderId, verdict }, { now }) => {
    const order = await store.order(orderId);
    const note = verdict?.noteId === undefined ? null : await store.text(verdict.noteId);
    const checkout = order?.checkout;
    if (!order || !checkout || !order.priced) return { order, note, customer: null, balances: [], day: null };
    const day = await store.day(order.storeId, businessDayOf(now, checkout.store.timeZone));
    const onCredit = order.priced.grossMinor > (checkout.payment?.amountMinor ?? 0);
    if (!onCredit) return { order, note, customer: null, balances: [], day };
    return {
      order,
      note,
      day,
      customer: await store.customer(order.customerId),
      balances: await balancesOf(store, order.customerId),
    };
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
    return { before, ...posted, events };
  },
  save: (store, { before, order, sale, progress, sti, entry, onCredit }) => [
    store.saveOrder(before, order),
    store.touchDay(sale.storeId, sale.businessDay),
    ...(onCredit ? [store.touchCustomer(order.customerId)] : []),
    store.insertSale(sale),
    store.insertSaleStatus(progress),
    store.insertSti(sti),
    store.insertEntry(entry),
  ],
  duplicate: ({ saleId, orderId }) => salesErrors.saleExists('This sale exists already.', { saleId, orderId }),
});
