import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { CorrectionInput, CorrectionResult, SagaOutcome } from '@comptoir/contracts/sagas';
import { Compensation } from './compensation.js';
import { refusalOf, requireFailure } from './failures.js';
import { Progress } from './progress.js';
import { pivot, stepsOf, type Steps } from './steps.js';

/**
 * Cancellation or return of a sale: lock the sale, void the guarantees of what comes back (refused while a claim is
 * open), post the reversal (the pivot); then the goods come back at their original cost and the credit note is issued.
 * Both undos are registered before the first step, for the reason given in the checkout.
 */
export async function correction(input: CorrectionInput): Promise<SagaOutcome<CorrectionResult>> {
  const progress = new Progress();
  const steps = stepsOf(progress, input.giveUpAfterSeconds);
  const undo = new Compensation();
  try {
    undo.push('abandonCorrection', () => steps.untilDone.abandonCorrection(input));
    undo.push('reinstateGuarantees', () => steps.untilDone.reinstateGuarantees(input));
    progress.enter('locking');
    const lines = await progress.step('lock', () => steps.bounded.beginCorrection(input));
    await progress.step('voidGuarantees', () => steps.bounded.voidGuarantees(input, lines));
    if (CancellationScope.current().consideredCancelled)
      throw new CancelledFailure('cancelled before the reversal was posted');
    progress.enter('posting');
    await progress.step('reverse', () => CancellationScope.nonCancellable(() => pivot.postReversal(input)));
  } catch (error) {
    requireFailure(error);
    progress.enter('undoing');
    await undo.unwind(progress.undone);
    const refusal = refusalOf(error);
    progress.refused(refusal.code);
    return { status: 'refused', refusal };
  }
  return CancellationScope.nonCancellable(() => complete(input, progress, steps));
}

async function complete(
  input: CorrectionInput,
  progress: Progress,
  { untilDone }: Steps,
): Promise<SagaOutcome<CorrectionResult>> {
  progress.enter('completing');
  const [, note] = await Promise.all([
    progress.step('returnStock', () => untilDone.returnStock(input)),
    progress.step('creditNote', () => untilDone.issueCreditNote(input)),
  ]);
  const ended = await progress.step('finalize', () => untilDone.finalizeCorrection(input, note));
  progress.publish('done');
  return {
    status: 'done',
    result: {
      correctionId: ended.correctionId,
      saleId: input.saleId,
      creditNoteId: note.invoiceId,
      creditNoteNumber: note.number,
      saleState: ended.state,
    },
  };
}
