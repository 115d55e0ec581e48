import { sales } from '@comptoir/contracts';
import { orderView, requireOrder } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** One order. */
export const readOrder = on.query(sales.readOrder, async (store, { orderId }) =>
  orderView(requireOrder(await store.order(orderId), orderId)),
);
