import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';

/**
 * The ways in which a saga calls a service. Local activities share one workflow task; one that fails for more than a few
 * seconds continues with timers. A refusal is never retried; everything else is.
 */
const ATTEMPT = '5 seconds';

/**
 * Before the pivot: eight attempts, over five seconds when a service is down (long enough for its restart) and forty when it
 * does not answer; then the saga gives up and undoes. The limit is a count, because the schedule-to-close timeout of a local
 * activity starts again with each workflow task and never ends one that keeps failing.
 */
export const retryBounded = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  localRetryThreshold: '5 seconds',
  retry: {
    initialInterval: '50 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '2 seconds',
    maximumAttempts: 8,
  },
});

/**
 * The pivot of a correction. A remote activity, so that the decision to post is in the history before anything is posted:
 * a workflow task may be lost after its local steps took effect, and run again after a cancellation has arrived. (The
 * checkout's pivot is local: its first undo asks sales whether the sale was posted.) It is never given up, because its effect
 * would be unknown.
 */
export const pivot = proxyActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** Never given up: the checkout's pivot, every step after a pivot, and every undo. */
export const retryForever = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});
