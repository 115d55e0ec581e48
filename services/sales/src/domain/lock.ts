import { salesErrors } from '@comptoir/contracts';
import type { FrozenCheckout, OrderRecord } from './records.js';

/** What a checkout froze on the order it locked; refuses `order.state` to anyone but the saga that holds the lock. */
export function requireCheckoutLock(
  order: OrderRecord,
  sagaId: string,
): { priced: NonNullable<OrderRecord['priced']>; checkout: FrozenCheckout } {
  const { priced, checkout } = order;
  if (order.sagaId !== sagaId || !priced || !checkout) {
    throw salesErrors.orderState('This order is being checked out by somebody else.', {
      orderId: order._id,
      state: order.state,
      sagaId: order.sagaId,
    });
  }
  return { priced, checkout };
}
