import { invoicing, type InvoicingAuditRecords } from '@comptoir/contracts';
import { digestOf, PAGE_ROWS, pageOfRows } from '@comptoir/kit';
import { on, type AuditedInvoice } from '../store/invoicing-store.js';

function invoiceRecord({ _id, seller, buyer, lines, ...fields }: AuditedInvoice): InvoicingAuditRecords['invoices'] {
  return {
    id: _id,
    ...fields,
    storeId: seller.storeId,
    buyer: digestOf(buyer),
    lines: lines.map(
      ({ saleLineId, quantity, quantityDecimals, unitPriceMinor, discountMinor, taxRateBps, netMinor, taxMinor }) => ({
        saleLineId,
        quantity,
        quantityDecimals,
        unitPriceMinor,
        discountMinor,
        taxRateBps,
        netMinor,
        taxMinor,
      }),
    ),
  };
}

/** Canonical records for the audit, in order of id; a page may be shorter than asked for, `next` tells whether more follow. */
export const auditRecords = on.query(invoicing.auditRecords, async (store, { kind, after, upTo, limit }) => {
  const rows = Math.min(limit, PAGE_ROWS);
  const read: { id: string }[] =
    kind === 'invoices'
      ? (await store.invoicesAfter(after, upTo, rows + 1)).map(invoiceRecord)
      : (await store.seriesAfter(after, upTo, rows + 1)).map(({ _id, last }) => ({ id: _id, last }));
  const { page, more } = pageOfRows(read, rows);
  const last = page.at(-1);
  return { items: page as Record<string, unknown>[], ...(more && last ? { next: last.id } : {}) };
});
