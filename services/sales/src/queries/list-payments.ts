import { listKey, sales, type ParsedInputOf } from '@comptoir/contracts';
import { daysOf, listPage, readDays } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { paymentView } from '../domain/payment-record.js';
import type { PaymentRecord } from '../domain/records.js';
import { idsBehind } from '../reads/ids-behind.js';
import { on, type SalesStore } from '../store/sales-store.js';
import { oneOf } from '../store/update-from.js';

type Filters = Omit<ParsedInputOf<typeof sales.listPayments>, 'limit' | 'cursor'>;

async function paymentsOf(
  store: SalesStore,
  filters: Filters,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: PaymentRecord[]; unread?: string }> {
  const { storeId, customerId, saleId, tillSessionId, method } = filters;
  const isNarrow = customerId !== undefined || saleId !== undefined || tillSessionId !== undefined;
  const conditions = omitUndefined({
    storeId,
    customerId: customerId === undefined ? undefined : oneOf(await idsBehind(store, customerId)),
    method,
    'allocations.saleId': saleId,
    'through.sessionId': tillSessionId,
  });
  const days = daysOf(filters, isNarrow ? [] : ['method']);
  if (!days) return { rows: await store.payments(conditions, cursor, limit + 1) };
  return readDays(days, cursor, limit, (businessDay, olderThan, most) =>
    store.payments({ ...conditions, businessDay }, olderThan, most),
  );
}

/** Payments, newest first, each with what reversed it. */
export const listPayments = on.query(sales.listPayments, async (store, { limit, cursor, ...filters }) => {
  const { rows, unread } = await paymentsOf(store, filters, cursor, limit);
  const reversals = rows.length > 0 ? await store.reversalsOf(rows.map((row) => row._id)) : [];
  const reversedBy = new Map(reversals.map((one) => [one.reverses, one._id]));
  const view = (row: PaymentRecord) => paymentView(row, reversedBy.get(row._id));
  return listPage(rows, limit, view, (row) => listKey(filters, row.businessDay, row._id), unread);
});
