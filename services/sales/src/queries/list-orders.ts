import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { orderView } from '../domain/order.js';
import { idsBehind } from '../reads/ids-behind.js';
import { on } from '../store/sales-store.js';
import { oneOf } from '../store/update-from.js';

/** Orders, newest first. */
export const listOrders = on.query(
  sales.listOrders,
  async (store, { storeId, state, customerId: asked, parked, limit, cursor }) => {
    const customerId = asked === undefined ? undefined : oneOf(await idsBehind(store, asked));
    const filter = omitUndefined({ storeId, state, customerId, parked });
    return listPage(await store.orders(filter, cursor, limit + 1), limit, orderView);
  },
);
