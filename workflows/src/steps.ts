import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';

/**
 * The three ways a saga calls a room. Local activities share one workflow task; one that fails for more than a few
 * seconds goes on by timers. Refusals never retry; everything else does.
 */
const ATTEMPT = '5 seconds';

/**
 * Before the pivot: tried eight times, over five seconds when a room is down (long enough for its restart) and forty
 * when it is mute; then the saga gives up and undoes. A count, because a local activity's schedule-to-close timeout
 * starts anew with each workflow task and never ended one that kept failing.
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
 * a workflow task may be lost after its local steps took effect, and be taken up again with a cancellation in front of
 * it. (The checkout's pivot is local: its first undo asks the sales room whether it was passed.) Never given up, because
 * its effect would not be known.
 */
export const pivot = proxyActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** What is never given up: the checkout's pivot, what follows a pivot, and every undo. */
export const retryForever = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** Long work that reports its progress. */
export const longRunning = proxyActivities<Activities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});
