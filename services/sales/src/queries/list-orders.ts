import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { orderView } from '../domain/order.js';
import { on } from '../store/sales-store.js';

/** Orders, newest first. */
export const listOrders = on.query(sales.listOrders, async (store, { storeId, state, customerId, limit, cursor }) =>
  listPage(await store.orders(omitUndefined({ storeId, state, customerId }), cursor, limit + 1), limit, orderView),
);
