import { inventory, listKey, searchWords } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { on, type DeliveryRecord } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

/** Deliveries, newest first: within days, by supplier, or of a store. Text without a word finds none. */
export const listDeliveries = on.query(inventory.listDeliveries, async (store, { limit, cursor, ...filters }) => {
  const { storeId, supplier } = filters;
  const days = daysOf(filters);
  const words = supplier === undefined ? [] : searchWords(supplier);
  if (supplier !== undefined && words.length === 0) return { items: [] };
  const where = { ...(storeId === undefined ? {} : { storeId }), words };
  const keyOf = ({ _id, receivedDay = '' }: DeliveryRecord): string => listKey(filters, receivedDay, _id);
  if (days) {
    const { rows, unread } = await readDays(days, cursor, limit, (receivedDay, before, most) =>
      store.deliveriesWhere({ ...where, receivedDay }, before, most),
    );
    return listPage(rows, limit, deliveryViewOf, keyOf, unread);
  }
  const rows = supplier
    ? await store.deliveriesWhere(where, cursor, limit + 1)
    : await store.deliveries(storeId, cursor, limit + 1);
  return listPage(rows, limit, deliveryViewOf, keyOf);
});
