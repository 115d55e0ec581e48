import { warranty, type WarrantyAuditRecords } from '@comptoir/contracts';
import { PAGE_ROWS, pageOfRows } from '@comptoir/kit';
import { on } from '../store/warranty-store.js';

/** Canonical records for the audit, in order of id; a page may be shorter than asked for, `next` tells whether more follow. */
export const auditRecords = on.query(warranty.auditRecords, async (store, { after, upTo, limit }) => {
  const rows = Math.min(limit, PAGE_ROWS);
  const records = (await store.guaranteesAfter(after, upTo, rows + 1)).map(
    ({ _id, saleId, invoiceId, storeId, state, lines, issuedAt }): WarrantyAuditRecords['guarantees'] => ({
      id: _id,
      saleId,
      invoiceId,
      storeId,
      state,
      issuedAt,
      lines: lines.map(({ saleLineId, quantity, voidedQty }) => ({ saleLineId, quantity, voidedQty })),
    }),
  );
  const { page, more } = pageOfRows(records, rows);
  const last = page.at(-1);
  return { items: page as Record<string, unknown>[], ...(more && last ? { next: last.id } : {}) };
});
