import { sales } from '@comptoir/contracts';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';

/** The last report of the audit, or that of one id; nothing when there is none. */
export const readLastAudit = on.query(sales.readLastAudit, async (store, { auditId }) =>
  omitUndefined({ report: await store.audit(auditId) }),
);
