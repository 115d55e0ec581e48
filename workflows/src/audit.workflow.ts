import type { AuditInput, AuditResult } from '@comptoir/contracts/sagas';
import { Progress } from './progress.js';
import { longRunning, stepsOf } from './steps.js';

/** The audit: checks every invariant from the canonical records of all services and stores the report. */
export async function audit(input: AuditInput): Promise<AuditResult> {
  const report = await longRunning.runAudit(input);
  await stepsOf(new Progress(), 0).untilDone.recordAudit(input, report);
  return report;
}
