import type { AuditReport } from '@comptoir/contracts';

/** The report to store; nothing when a report with this id is stored already, for a report never changes. */
export function decideRecordAudit(stored: unknown, report: AuditReport): AuditReport | undefined {
  return stored === undefined || stored === null ? report : undefined;
}
