import { invoicing } from '@comptoir/contracts';
import { pageOfRows } from '@comptoir/kit';
import { invoiceView } from '../domain/invoice.js';
import { on } from '../store/invoicing-store.js';

/** Documents, newest first; the cursor is the last document's id. */
export const listInvoices = on.query(invoicing.listInvoices, async (store, { limit, cursor, ...wanted }) => {
  const { page, more } = pageOfRows(await store.invoices(wanted, cursor, limit + 1), limit);
  const last = page.at(-1);
  return { items: page.map(invoiceView), ...(more && last ? { nextCursor: last._id } : {}) };
});
