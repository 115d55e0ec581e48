import { invoicing, type InvoicingAuditRecords } from '@comptoir/contracts';
import { PAGE_ROWS, pageOfRows } from '@comptoir/kit';
import { on, type InvoicingStore } from '../store/invoicing-store.js';

async function invoicesAfter(
  store: InvoicingStore,
  after: string | undefined,
  limit: number,
): Promise<InvoicingAuditRecords['invoices'][]> {
  return (await store.invoicesAfter(after, limit)).map((row) => {
    const {
      _id,
      type,
      series,
      counter,
      number,
      seller,
      saleId,
      correctionId,
      netMinor,
      taxMinor,
      grossMinor,
      issuedAt,
      businessDay,
    } = row;
    return {
      id: _id,
      type,
      series,
      counter,
      number,
      storeId: seller.storeId,
      saleId,
      ...(correctionId ? { correctionId } : {}),
      netMinor,
      taxMinor,
      grossMinor,
      issuedAt,
      businessDay,
    };
  });
}

async function seriesAfter(
  store: InvoicingStore,
  after: string | undefined,
  limit: number,
): Promise<InvoicingAuditRecords['series'][]> {
  return (await store.seriesAfter(after, limit)).map(({ _id, last }) => ({ id: _id, last }));
}

/** Canonical records for the audit, in order of id; a page may be shorter than asked for, `next` tells whether more follow. */
export const auditRecords = on.query(invoicing.auditRecords, async (store, { kind, after, limit }) => {
  const rows = Math.min(limit, PAGE_ROWS);
  const read =
    kind === 'invoices' ? await invoicesAfter(store, after, rows + 1) : await seriesAfter(store, after, rows + 1);
  const { page, more } = pageOfRows<{ id: string }>(read, rows);
  const last = page.at(-1);
  return { items: page as Record<string, unknown>[], ...(more && last ? { next: last.id } : {}) };
});
