import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { ErrorBody } from '@comptoir/contracts';

/** Code of a saga that was asked to stop before its pivot. */
export const CANCELLED = 'saga.cancelled';

/**
 * Code of a saga that gave up because a room did not answer in time. Final, unlike a room that is out of reach: the same
 * request again gets the same answer, and who still wants it starts anew.
 */
export const GAVE_UP = 'saga.gave-up';

/** What the caller of the saga is told: the room's own refusal, the cancellation, or which room did not answer. */
export function refusalOf(error: unknown): ErrorBody {
  if (isCancellation(error)) {
    return { code: CANCELLED, kind: 'conflict', message: 'It was cancelled before anything was sold.', details: {} };
  }
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.nonRetryable) {
    const body = cause.details?.[0] as ErrorBody | undefined;
    if (body?.code) return body;
    return { code: cause.type ?? 'fault', kind: 'fault', message: cause.message, details: {} };
  }
  const step = error instanceof ActivityFailure ? error.activityType : undefined;
  const waited = cause instanceof TimeoutFailure ? 'did not answer in time' : 'could not be reached';
  return {
    code: GAVE_UP,
    kind: 'conflict',
    message: `Nothing was done: ${step ?? 'a service'} ${waited}. Please start again.`,
    details: { step },
  };
}

/** Ends the workflow's present path with a refusal of its own. */
export function refuse(body: ErrorBody): ApplicationFailure {
  return ApplicationFailure.create({ message: body.message, type: body.code, nonRetryable: true, details: [body] });
}

export { CancelledFailure };
