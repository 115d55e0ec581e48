import { Context, type Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Log } from '@comptoir/kit';
import { SLOW_ATTEMPT } from './codes.js';

/** A local attempt that took longer is not repeated in the workflow task. */
const SLOW_MS = 1_000;
/** From this attempt on, a failing step is reported as an error. */
const ALARM_AT = 5;

/** Steps that must succeed: those after a pivot, and every undo. */
const MUST_SUCCEED: ReadonlySet<string> = new Set([
  'settleHold',
  'issueInvoice',
  'issueGuarantee',
  'finalizeSale',
  'returnStock',
  'issueCreditNote',
  'finalizeCorrection',
  'recordAudit',
  'recordOutcome',
  'stopCheckout',
  'releaseHold',
  'returnToDraft',
  'reinstateGuarantees',
  'abandonCorrection',
]);

/** The pause before a refused step is tried again: 10 seconds, doubled up to 5 minutes. Its cause is mended by people. */
export function pauseAfterRefusal(attempt: number): number {
  return Math.min(5 * 60_000, 10_000 * 2 ** Math.min(attempt - 1, 10));
}

/** What a failed attempt ends with. */
export function failureOf(
  error: unknown,
  { activityType, attempt, isLocal }: Pick<Info, 'activityType' | 'attempt' | 'isLocal'>,
  tookMs: number,
): unknown {
  const refused = error instanceof ApplicationFailure && error.nonRetryable === true;
  if (isLocal) {
    if (refused || tookMs < SLOW_MS) return error;
    return ApplicationFailure.nonRetryable(`${activityType}: no answer in ${Math.round(tookMs)} ms`, SLOW_ATTEMPT);
  }
  if (!refused || !MUST_SUCCEED.has(activityType)) return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.type ?? 'fault',
    details: error.details ?? [],
    nonRetryable: false,
    nextRetryDelay: pauseAfterRefusal(attempt),
    cause: error,
  });
}

/**
 * Gives activities the failure policy of sagas: a slow local attempt leaves the workflow task, a refusal of a step that must
 * succeed is retried, and what keeps failing is logged as an error with its workflow, step and attempt.
 */
export function withFailurePolicy<A extends object>(activities: A, log: Pick<Log, 'error'>): A {
  const guarded = Object.entries(activities).map(([name, run]: [string, (...input: unknown[]) => Promise<unknown>]) => [
    name,
    async (...input: unknown[]) => {
      const startedAt = performance.now();
      try {
        return await run(...input);
      } catch (error) {
        const { info } = Context.current();
        const failure = failureOf(error, info, performance.now() - startedAt);
        const { activityType: step, attempt, workflowExecution } = info;
        const refused = failure !== error && !info.isLocal;
        if (refused || (!info.isLocal && attempt >= ALARM_AT)) {
          const { workflowId } = workflowExecution ?? {};
          log.error({ workflowId, step, attempt, err: error }, 'a step of a saga keeps failing');
        }
        throw failure;
      }
    },
  ]);
  return Object.fromEntries(guarded) as A;
}
