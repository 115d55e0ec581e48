import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { AuditInput, AuditResult } from '@comptoir/contracts/sagas';
import type { Activities } from './activities.js';
import { auditTaskQueue } from './audit-task-queue.js';
import { Progress } from './progress.js';
import { stepsOf } from './steps.js';

/** The audit: checks every invariant from the canonical records of all services and stores the report. */
export async function audit(input: AuditInput): Promise<AuditResult> {
  const { runAudit } = proxyActivities<Activities>({
    taskQueue: auditTaskQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '2 hours',
    heartbeatTimeout: '1 minute',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 20 }, // a quarter of an hour of a service that is away
  });
  const report = await runAudit(input);
  await stepsOf(new Progress()).untilDone.recordAudit(input, report);
  return report;
}

/** The audit of every night; started by its schedule. */
export async function nightlyAudit({ actor }: Pick<AuditInput, 'actor'>): Promise<AuditResult> {
  const auditId = await stepsOf(new Progress()).untilAnswered.newAuditId();
  return audit({ auditId, actor });
}
