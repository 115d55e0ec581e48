import type { AuditInput, AuditResult } from '@comptoir/contracts/sagas';
import { retryForever, longRunning } from './steps.js';

/** The audit: every invariant is checked from the canonical records of every room, and the report is kept. */
export async function audit(input: AuditInput): Promise<AuditResult> {
  const report = await longRunning.runAudit(input);
  await retryForever.recordAudit(input, report);
  return report;
}
