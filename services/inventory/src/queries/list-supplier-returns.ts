import { inventory, listKey } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { supplierReturnViewOf, type SupplierReturnRecord } from '../domain/supplier-bill-records.js';
import { on } from '../store/inventory-store.js';

/** Returns to suppliers, newest first: within days, of a supplier or a store. */
export const listSupplierReturns = on.query(
  inventory.listSupplierReturns,
  async (store, { limit, cursor, ...filters }) => {
    const { storeId, supplierId } = filters;
    const days = daysOf(filters);
    const where = { storeId, supplierId, words: [] };
    const keyOf = ({ _id, returnedDay }: SupplierReturnRecord): string => listKey(filters, returnedDay, _id);
    if (days) {
      const { rows, unread } = await readDays(days, cursor, limit, (day, before, most) =>
        store.supplierReturnsOf({ ...where, day }, before, most),
      );
      return listPage(rows, limit, supplierReturnViewOf, keyOf, unread);
    }
    return listPage(await store.supplierReturnsOf(where, cursor, limit + 1), limit, supplierReturnViewOf, keyOf);
  },
);
