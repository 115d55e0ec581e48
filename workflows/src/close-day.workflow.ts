import type { SnapshotView } from '@comptoir/contracts';
import type { CloseDayInput, SagaOutcome } from '@comptoir/contracts/sagas';
import { refusalOf } from './failures.js';
import { retryBounded } from './steps.js';

/** Closes a business day: its figures become an immutable snapshot, chained to the day before. */
export async function closeDay(input: CloseDayInput): Promise<SagaOutcome<SnapshotView>> {
  try {
    return { status: 'done', result: await retryBounded.closeDay(input) };
  } catch (error) {
    return { status: 'refused', refusal: refusalOf(error) };
  }
}
