import { listKey, sales } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { supplierPaymentView, type SupplierPaymentRecord } from '../domain/payable-records.js';
import { on } from '../store/sales-store.js';

/** Payments to suppliers, newest first, each with what reversed it. */
export const listSupplierPayments = on.query(
  sales.listSupplierPayments,
  async (store, { limit, cursor, ...filters }) => {
    const { storeId, supplierId, billId } = filters;
    const conditions = omitUndefined({ storeId, supplierId, 'allocations.billId': billId });
    const days = daysOf(filters);
    const { rows, unread } = days
      ? await readDays(days, cursor, limit, (businessDay, olderThan, most) =>
          store.supplierPayments({ ...conditions, businessDay }, olderThan, most),
        )
      : { rows: await store.supplierPayments(conditions, cursor, limit + 1), unread: undefined };
    const reversals = rows.length > 0 ? await store.supplierReversalsOf(rows.map((row) => row._id)) : [];
    const reversedBy = new Map(reversals.map((one) => [one.reverses, one._id]));
    const view = (row: SupplierPaymentRecord) => supplierPaymentView(row, reversedBy.get(row._id));
    return listPage(rows, limit, view, (row) => listKey(filters, row.businessDay, row._id), unread);
  },
);
