import {
  FINAL_PURCHASE_ORDER_STATES,
  inventory,
  listKey,
  purchaseOrderState,
  searchWords,
  type PurchaseOrderState,
} from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { purchaseOrderViewOf, type PurchaseOrderRecord } from '../domain/purchase-order-records.js';
import { on } from '../store/inventory-store.js';

const FINAL: readonly PurchaseOrderState[] = FINAL_PURCHASE_ORDER_STATES;
const OPEN = purchaseOrderState.options.filter((state) => !FINAL.includes(state));

/** Purchase orders, newest first: within days, by words, supplier, state or store. Text without a word finds none. */
export const listPurchaseOrders = on.query(
  inventory.listPurchaseOrders,
  async (store, { limit, cursor, ...filters }) => {
    const { storeId, supplierId, state, open, text } = filters;
    const days = daysOf(filters);
    const words = text === undefined ? [] : searchWords(text);
    if (text !== undefined && words.length === 0) return { items: [] };
    const where = { storeId, supplierId, states: statesOf(state, open), words };
    const keyOf = ({ _id, createdDay }: PurchaseOrderRecord): string => listKey(filters, createdDay, _id);
    if (days) {
      const { rows, unread } = await readDays(days, cursor, limit, (createdDay, before, most) =>
        store.purchaseOrdersWhere({ ...where, createdDay }, before, most),
      );
      return listPage(rows, limit, purchaseOrderViewOf, keyOf, unread);
    }
    return listPage(await store.purchaseOrders(where, cursor, limit + 1), limit, purchaseOrderViewOf, keyOf);
  },
);

/** The states that are asked for; undefined for all. */
function statesOf(state: PurchaseOrderState | undefined, open: true | undefined): PurchaseOrderState[] | undefined {
  if (!open) return state && [state];
  return OPEN.filter((one) => state === undefined || one === state);
}
