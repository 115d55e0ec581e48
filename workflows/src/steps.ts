import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';

/**
 * The three ways a saga calls a room. Local activities share one workflow task; one that fails for more than a few
 * seconds goes on by timers. Refusals never retry; everything else does.
 */
const ATTEMPT = '5 seconds';

/** Before the pivot: tried for a while, then the saga gives up and undoes. */
export const tried = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  scheduleToCloseTimeout: '12 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '2 seconds' },
});

/** The pivot, what follows it, and every undo: tried until it succeeds. */
export const certain = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** Long work that reports its progress. */
export const long = proxyActivities<Activities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});
