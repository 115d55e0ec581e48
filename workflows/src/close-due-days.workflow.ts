import { executeChild, ParentClosePolicy, sleep, workflowInfo } from '@temporalio/workflow';
import { sagaId, type CloseDueDaysInput } from '@comptoir/contracts/sagas';
import { closeDay } from './close-day.workflow.js';
import { Progress } from './progress.js';
import { stepsOf } from './steps.js';

/** A day whose sales are still under way is tried again after this time, this often. */
const AGAIN_AFTER_MS = 15 * 60_000;
const ATTEMPTS = 16;

/** What became of the days of a store: those closed, and why the next one could not be. */
export interface ClosedDays {
  readonly closed: readonly string[];
  readonly open?: { readonly day: string; readonly code: string };
}

/**
 * Closes every past day of a store that is still open, the oldest first; started each night by the store's schedule. A day that
 * cannot be closed yet is tried again for some hours, and the days after it wait.
 */
export async function closeDueDays(input: CloseDueDaysInput): Promise<ClosedDays> {
  const progress = new Progress();
  const steps = stepsOf(progress);
  const closed: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    progress.enter('posting');
    const day = await steps.untilAnswered.nextDueDay(input);
    if (day === undefined) break;
    const outcome = await executeChild(closeDay, {
      workflowId: sagaId.closeDay(input.storeId, day, `${workflowInfo().runId}-${attempt}`),
      args: [{ storeId: input.storeId, businessDay: day, beforeItsEnd: false, actor: input.actor }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
    if (outcome.status === 'done') {
      closed.push(day);
      attempt = 0;
    } else if (attempt >= ATTEMPTS) {
      progress.refused(outcome.refusal.code);
      return { closed, open: { day, code: outcome.refusal.code } };
    } else {
      progress.publish('retrying', new Date(Date.now() + AGAIN_AFTER_MS).toISOString());
      await sleep(AGAIN_AFTER_MS);
    }
  }
  progress.publish('done');
  return { closed };
}
