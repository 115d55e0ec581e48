import { inventory, listKey, searchWords } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { supplierBillViewOf, type SupplierBillRecord } from '../domain/supplier-bill-records.js';
import { on } from '../store/inventory-store.js';

/** Bills and credit notes, newest first: within days, by words, of a supplier or a store. Text without a word finds none. */
export const listSupplierBills = on.query(inventory.listSupplierBills, async (store, { limit, cursor, ...filters }) => {
  const { storeId, supplierId, text } = filters;
  const days = daysOf(filters);
  const words = text === undefined ? [] : searchWords(text);
  if (text !== undefined && words.length === 0) return { items: [] };
  const where = { storeId, supplierId, words };
  const keyOf = ({ _id, recordedDay }: SupplierBillRecord): string => listKey(filters, recordedDay, _id);
  if (days) {
    const { rows, unread } = await readDays(days, cursor, limit, (day, before, most) =>
      store.supplierBillsOf({ ...where, day }, before, most),
    );
    return listPage(rows, limit, supplierBillViewOf, keyOf, unread);
  }
  return listPage(await store.supplierBillsOf(where, cursor, limit + 1), limit, supplierBillViewOf, keyOf);
});
