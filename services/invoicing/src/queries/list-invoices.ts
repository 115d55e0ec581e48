import { invoicing } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { invoiceView } from '../domain/invoice.js';
import { on } from '../store/invoicing-store.js';

/** Documents, newest first; the cursor is the last document's id. */
export const listInvoices = on.query(invoicing.listInvoices, async (store, { limit, cursor, ...wanted }) => {
  return listPage(await store.invoices(wanted, cursor, limit + 1), limit, invoiceView);
});
