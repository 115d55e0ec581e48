import { invoicing, listKey, type ParsedInputOf } from '@comptoir/contracts';
import { daysOf, idsNumbered, listPage, readAmong, readDays, type PageWanted } from '@comptoir/kit';
import { invoiceView } from '../domain/invoice.js';
import type { InvoiceRecord } from '../domain/records.js';
import { on, type InvoicingStore } from '../store/invoicing-store.js';

type Filters = Omit<ParsedInputOf<typeof invoicing.listInvoices>, 'limit' | 'cursor'>;

/** What is asked of a document beside its number and its day. */
function conditionsOf({ storeId, saleId, customerId, type }: Filters): object {
  const asked = { 'seller.storeId': storeId, saleId, 'buyer.customerId': customerId, type };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

async function invoicesOf(
  store: InvoicingStore,
  filters: Filters,
  { cursor, limit }: PageWanted,
): Promise<{ rows: InvoiceRecord[]; unread?: string }> {
  const days = daysOf(filters);
  const { number } = filters;
  if (number !== undefined) {
    const where = {
      ...conditionsOf(filters),
      ...(days ? { businessDay: { $gte: days.from, $lte: days.to } } : {}),
    };
    const ids = await idsNumbered(number, (range, most) => store.invoiceIdsNumbered(range, most));
    const rows = await readAmong<InvoiceRecord>(ids, { cursor, limit: limit + 1 }, (some, most) =>
      store.invoicesWhere({ ...where, _id: { $in: some } }, undefined, most),
    );
    return { rows };
  }
  if (!days) return { rows: await store.invoices(filters, cursor, limit + 1) };
  return readDays(days, cursor, limit, (businessDay, olderThan, most) =>
    store.invoicesWhere({ ...conditionsOf(filters), businessDay }, olderThan, most),
  );
}

/** Documents, newest first: by number, within days, or by store, sale and customer. */
export const listInvoices = on.query(invoicing.listInvoices, async (store, { limit, cursor, ...filters }) => {
  const { rows, unread } = await invoicesOf(store, filters, { cursor, limit });
  return listPage(rows, limit, invoiceView, (one) => listKey(filters, one.businessDay, one._id), unread);
});
