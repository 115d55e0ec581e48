import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities } from './activities.js';
import type { Progress } from './progress.js';
import { SLOW_ATTEMPT } from './codes.js';

const ATTEMPT = '5 seconds';

/**
 * The good path: local activities share one workflow task. A handful of attempts in less than a second, then the step leaves
 * the task: a task that repeats its local activities holds a slot of the worker, and a saga that waits must hold none.
 */
const local = proxyLocalActivities<Activities>({
  startToCloseTimeout: ATTEMPT,
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 2, maximumAttempts: 4 },
});

/** Without limit: its retries are counted by the server and add nothing to the history. */
function unlimited(initialInterval: '50 milliseconds' | '500 milliseconds'): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: '1 minute',
    retry: { initialInterval, backoffCoefficient: 2, maximumInterval: '1 minute' },
  });
}

/** Until a time limit, in milliseconds. */
function limited(scheduleToCloseTimeout: number): Activities {
  const retry: ActivityOptions['retry'] = {
    initialInterval: '250 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '5 seconds',
  };
  return proxyActivities<Activities>({ startToCloseTimeout: '30 seconds', scheduleToCloseTimeout, retry });
}

/**
 * The pivot of a correction, and of a checkout that a manager approved: a remote activity from the start, so that what was
 * decided is in the history before anything is posted. A workflow task may be lost after its local steps took effect, and run
 * again after a cancellation or another verdict has arrived.
 */
export const pivot = unlimited('50 milliseconds');

/** The ways in which a saga calls a service; each begins with local attempts and goes on as a remote activity. */
export interface Steps {
  /** Before the pivot: a refusal ends it; a service that cannot be reached ends it when the saga gives up. */
  readonly bounded: Activities;
  /** The pivot, and what must not end with its effect unknown: a refusal ends it, nothing else does. */
  readonly untilAnswered: Activities;
  /** After the pivot, and every undo: nothing ends it. A refusal too is retried, for people to mend its cause (see failure-policy.ts). */
  readonly untilDone: Activities;
}

/** The steps of one saga; `giveUpAfterSeconds` is how long a `bounded` step may fail, for sagas that have such steps. */
export function stepsOf(progress: Progress, giveUpAfterSeconds = 0): Steps {
  const afterLocal = (): Activities => unlimited('500 milliseconds');
  return {
    bounded: ladder(() => limited(giveUpAfterSeconds * 1000), isRefusal, progress),
    untilAnswered: ladder(afterLocal, isRefusal, progress),
    untilDone: ladder(afterLocal, () => false, progress),
  };
}

/** A local activity fails with its cause, a remote one with an ActivityFailure around it. */
function isRefusal(failure: TemporalFailure): boolean {
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  return cause instanceof ApplicationFailure && cause.nonRetryable === true && cause.type !== SLOW_ATTEMPT;
}

type Step = (...input: unknown[]) => Promise<unknown>;

function ladder(remote: () => Activities, ends: (failure: TemporalFailure) => boolean, progress: Progress): Activities {
  const stepOf = (of: Activities, name: string): Step => (of as unknown as Record<string, Step>)[name]!;
  return new Proxy({} as Activities, {
    get:
      (_target, name: string): Step =>
      // one promise a step and no more: the worker keeps a stack trace of each (a percent of the time of a checkout)
      (...input) =>
        stepOf(
          local,
          name,
        )(...input).catch((error: unknown) => {
          if (!(error instanceof TemporalFailure) || isCancellation(error) || ends(error)) throw error;
          return progress.retrying(name, () => stepOf(remote(), name)(...input));
        }),
  });
}
