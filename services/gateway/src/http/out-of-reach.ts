import { DomainError } from '@comptoir/contracts';
import { isDatabaseAway } from '@comptoir/kit';

/** Codes of gRPC, as Temporal answers them. */
const GRPC = { deadlineExceeded: 4, failedPrecondition: 9, aborted: 10, unavailable: 14 } as const;
/** How deep a cause is looked for. */
const MOST_CAUSES = 5;

/** The refusal where a part of the shop does not answer: the same request with the same key may be sent again. */
export function outOfReach(): DomainError {
  return new DomainError(
    'service.unavailable',
    'unavailable',
    'A part of the shop cannot be reached just now; please try again.',
  );
}

/** Temporal, NATS or the database cannot be reached: nothing was started, or the same request with the same key joins what was started. */
export function isOutOfReach(error: unknown): boolean {
  return isDatabaseAway(error) || hasCode(error, [GRPC.unavailable, GRPC.deadlineExceeded]);
}

/**
 * Temporal could not hand an update to its workflow, because the workflow's task failed or was given out again, as where a
 * worker was paused: nothing was taken, or the same update with the same id gets the answer of the first.
 */
export function isNotTaken(error: unknown): boolean {
  return hasCode(error, [GRPC.failedPrecondition, GRPC.aborted]);
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  let link = error as { code?: unknown; cause?: unknown } | undefined;
  for (let depth = 0; link && depth < MOST_CAUSES; depth += 1) {
    if (codes.includes(link.code as number)) return true;
    link = link.cause as typeof link;
  }
  return false;
}
