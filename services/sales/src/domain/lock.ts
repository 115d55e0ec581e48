import type { OrderFacts } from './order-guards.js';
import type { Buyer, FrozenCheckout, OrderRecord } from './records.js';

/** What the guards of a checkout's steps look at: whether this saga holds the lock, and whether the revision was given up. */
export function lockFacts(order: OrderRecord, sagaId: string): OrderFacts {
  return {
    ownLock: order.sagaId === sagaId && order.priced !== undefined && order.checkout !== undefined,
    givenUp: order.stoppedRevision === order.revision,
  };
}

/** What the checkout froze on the order that it locked. */
export function frozenOf(order: OrderRecord): {
  priced: NonNullable<OrderRecord['priced']>;
  checkout: FrozenCheckout & { readonly buyer: Buyer };
} {
  const { priced, checkout } = order;
  if (!priced || !checkout?.buyer) throw new Error(`order ${order._id} is locked and has nothing frozen`);
  return { priced, checkout: { ...checkout, buyer: checkout.buyer } };
}
