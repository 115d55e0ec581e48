import type { CommandContext, ParsedInputOf, SagaRecord, sales } from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import { requireSaga } from './order.js';
import type { SagaOutcomeRecord } from './records.js';

/** The moment of a saga's step, with the hash of the request that the saga was started for. */
type StepMoment = CommandContext & { readonly fingerprint?: string | undefined };

/** The record of how the saga of this command ended. */
export function outcomeRecord(
  outcome: SagaRecord['outcome'],
  steps: SagaRecord['steps'],
  moment: StepMoment,
): SagaOutcomeRecord {
  const { fingerprint, now } = moment;
  return omitUndefined({ _id: requireSaga(moment), fingerprint, outcome, steps, endedAt: now });
}

/** How a saga ended that has no last step of its own; the first record of a saga stays. */
export function decideRecordOutcome(
  stored: SagaOutcomeRecord | null,
  { outcome, steps }: ParsedInputOf<typeof sales.recordOutcome>,
  moment: StepMoment,
): SagaOutcomeRecord | undefined {
  return stored ? undefined : outcomeRecord(outcome, steps, moment);
}

/** The record as others see it. */
export function sagaView({ _id, ...record }: SagaOutcomeRecord): SagaRecord {
  return { sagaId: _id, ...record };
}
