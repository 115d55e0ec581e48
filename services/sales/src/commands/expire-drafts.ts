import { sales, salesEvents } from '@comptoir/contracts';
import { raise } from '@comptoir/kit';
import { decideExpireDrafts } from '../domain/parking.js';
import { orderEvent } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** Expires Drafts that nobody has changed for long, as many as the limit says. */
export const expireDrafts = on.command(sales.expireDrafts, {
  load: (store, { changedBefore, limit }) => store.idleDrafts(changedBefore, limit),
  decide: (drafts, { changedBefore, limit }, context) => {
    const changes = decideExpireDrafts(drafts, changedBefore, context);
    return {
      changes,
      reply: { expired: changes.length, more: changes.length === limit },
      events: changes.map(({ order }) => raise(salesEvents.orderChanged, orderEvent(order))),
    };
  },
  save: (store, { changes }) => changes.map(({ before, order }) => store.saveOrder(before, order)),
});
