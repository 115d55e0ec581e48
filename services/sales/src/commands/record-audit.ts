import { sales } from '@comptoir/contracts';
import { on } from '../store/sales-store.js';

/** Keeps a report of the audit; the first one under an id stays. */
export const recordAudit = on.command(sales.recordAudit, {
  keys: ({ report }) => [report.auditId],
  load: async (store, { report }) => ({ known: (await store.audit(report.auditId)) !== undefined }),
  decide: ({ known }, { report }) => ({ known, reply: { auditId: report.auditId } }),
  save: (store, { known }, { report }) => (known ? [] : [store.insertAudit(report)]),
});
