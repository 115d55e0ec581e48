import { invoicing, invoicingErrors } from '@comptoir/contracts';
import { invoiceView } from '../domain/invoice.js';
import { on } from '../store/invoicing-store.js';

/** One document. */
export const readInvoice = on.query(invoicing.readInvoice, async (store, { invoiceId }) => {
  const invoice = await store.invoice(invoiceId);
  if (!invoice) throw invoicingErrors.invoiceUnknown('There is no such document.', { invoiceId });
  return invoiceView(invoice);
});
