import { salesErrors } from '@comptoir/contracts';
import type { FrozenCheckout, OrderRecord } from './records.js';

/** What a checkout froze on the order it locked; refuses `order.state` to anyone but the saga that holds the lock, and to that one after it was given up. */
export function requireCheckoutLock(
  order: OrderRecord,
  sagaId: string,
): { priced: NonNullable<OrderRecord['priced']>; checkout: FrozenCheckout } {
  const { priced, checkout } = order;
  requireNotStopped(order);
  if (order.sagaId !== sagaId || !priced || !checkout) {
    throw salesErrors.orderState('This order is being checked out by somebody else.', {
      orderId: order._id,
      state: order.state,
      sagaId: order.sagaId,
    });
  }
  return { priced, checkout };
}

/** Refuses `order.state` when the checkout of this revision was given up: a late step of it must not take effect. */
export function requireNotStopped(order: OrderRecord): void {
  if (order.stoppedRevision !== order.revision) return;
  throw salesErrors.orderState('This checkout was given up. Please start again.', {
    orderId: order._id,
    state: order.state,
    revision: order.revision,
  });
}
