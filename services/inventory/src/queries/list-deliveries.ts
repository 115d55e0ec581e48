import { inventory, listKey, searchWords } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { on, type DeliveryRecord, type InventoryStore } from '../store/inventory-store.js';
import { deliveryViewOf } from './read-delivery.js';

/** Deliveries, newest first: within days, by supplier, or of a store. Text without a word finds none. */
export const listDeliveries = on.query(inventory.listDeliveries, async (store, { limit, cursor, ...filters }) => {
  const { storeId, supplier, supplierId } = filters;
  const days = daysOf(filters);
  const words = supplier === undefined ? [] : searchWords(supplier);
  if (supplier !== undefined && words.length === 0) return { items: [] };
  const where = { storeId, supplierId, words };
  const keyOf = ({ _id, receivedDay = '' }: DeliveryRecord): string => listKey(filters, receivedDay, _id);
  if (days) {
    const { rows, unread } = await readDays(days, cursor, limit, (receivedDay, before, most) =>
      store.deliveriesWhere({ ...where, receivedDay }, before, most),
    );
    return listPage(rows, limit, deliveryViewOf, keyOf, unread);
  }
  return listPage(await rowsWhere(store, where, cursor, limit + 1), limit, deliveryViewOf, keyOf);
});

function rowsWhere(
  store: InventoryStore,
  where: { storeId?: string; supplierId?: string; words: readonly string[] },
  cursor: string | undefined,
  limit: number,
): Promise<DeliveryRecord[]> {
  const { storeId, supplierId, words } = where;
  if (words.length > 0) return store.deliveriesWhere(where, cursor, limit);
  if (supplierId !== undefined) return store.deliveriesOfSupplier(supplierId, storeId, cursor, limit);
  return store.deliveries(storeId, cursor, limit);
}
