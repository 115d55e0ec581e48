import type { SnapshotView } from '@comptoir/contracts';
import type { CloseDayInput, SagaOutcome } from '@comptoir/contracts/sagas';
import { refusalOf, requireFailure } from './failures.js';
import { Progress } from './progress.js';
import { stepsOf } from './steps.js';

/**
 * Closes a business day: its figures become an immutable snapshot, chained to the day before. Warranty counts its claims
 * first, and the close waits for it. The close is its own pivot: it may be refused, but it is never given up, because nobody
 * would know whether the day is closed.
 */
export async function closeDay(input: CloseDayInput): Promise<SagaOutcome<SnapshotView>> {
  const progress = new Progress();
  progress.enter('posting');
  try {
    const { untilAnswered } = stepsOf(progress);
    const claims = await untilAnswered.countClaims(input);
    const result = await untilAnswered.closeDay(input, claims);
    progress.publish('done');
    return { status: 'done', result };
  } catch (error) {
    requireFailure(error);
    const refusal = refusalOf(error);
    progress.refused(refusal.code);
    return { status: 'refused', refusal };
  }
}
