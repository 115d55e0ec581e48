import { sales } from '@comptoir/contracts';
import { decideRecordAudit } from '../domain/audit.js';
import { on } from '../store/sales-store.js';

/** Stores a report of the audit; the first one under an id stays. */
export const recordAudit = on.command(sales.recordAudit, {
  keys: ({ report }) => [report.auditId],
  load: (store, { report }) => store.audit(report.auditId),
  decide: (stored, { report }) => ({ added: decideRecordAudit(stored, report), reply: { auditId: report.auditId } }),
  save: (store, { added }) => (added ? [store.insertAudit(added)] : []),
});
