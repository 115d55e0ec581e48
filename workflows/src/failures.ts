import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  isCancellation,
  TemporalFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { ErrorBody } from '@comptoir/contracts';
import { CANCELLED, GAVE_UP } from './codes.js';

/**
 * Throws on an error that is no failure of a step, a cancellation or a refusal: a bug in workflow code. It fails the workflow
 * task, not the saga: the saga stands, visibly, until corrected code goes on with it.
 */
export function requireFailure(error: unknown): asserts error is TemporalFailure {
  if (!(error instanceof TemporalFailure)) throw error;
}

/** The refusal that the saga ends with: the one of a service, the cancellation, or which service did not answer. */
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

/** A failure that ends the workflow with a refusal. */
export function refuse(body: ErrorBody): ApplicationFailure {
  return ApplicationFailure.create({ message: body.message, type: body.code, nonRetryable: true, details: [body] });
}

export { CancelledFailure };
