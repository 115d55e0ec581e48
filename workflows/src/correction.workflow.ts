import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { CorrectionInput, CorrectionResult, SagaOutcome } from '@comptoir/contracts/sagas';
import { Compensation } from './compensation.js';
import { refusalOf } from './failures.js';
import { Progress } from './progress.js';
import { retryForever, pivot, retryBounded } from './steps.js';

/**
 * Cancellation or return of a sale: lock the sale, void the guarantees of what comes back (refused while a claim is
 * open), post the reversal (the pivot); then the goods come back at their original cost and the credit note is issued.
 * Both undos are registered before the first step, for the reason given in the checkout.
 */
export async function correction(input: CorrectionInput): Promise<SagaOutcome<CorrectionResult>> {
  const progress = new Progress();
  const undo = new Compensation();
  try {
    undo.push('abandonCorrection', () => retryForever.abandonCorrection(input));
    undo.push('reinstateGuarantees', () => retryForever.reinstateGuarantees(input));
    progress.enter('locking');
    const lines = await progress.step('lock', () => retryBounded.beginCorrection(input));
    await progress.step('voidGuarantees', () => retryBounded.voidGuarantees(input, lines));
    if (CancellationScope.current().consideredCancelled)
      throw new CancelledFailure('cancelled before the reversal was posted');
    progress.enter('posting');
    await progress.step('reverse', () => CancellationScope.nonCancellable(() => pivot.postReversal(input)));
  } catch (error) {
    progress.enter('undoing');
    await undo.unwind(progress.undone);
    progress.publish('refused');
    return { status: 'refused', refusal: refusalOf(error) };
  }
  return CancellationScope.nonCancellable(() => complete(input, progress));
}

async function complete(input: CorrectionInput, progress: Progress): Promise<SagaOutcome<CorrectionResult>> {
  progress.enter('completing');
  const [, note] = await Promise.all([
    progress.step('returnStock', () => retryForever.returnStock(input)),
    progress.step('creditNote', () => retryForever.issueCreditNote(input)),
  ]);
  const ended = await progress.step('finalize', () => retryForever.finalizeCorrection(input, note.number));
  progress.publish('done');
  return {
    status: 'done',
    result: {
      correctionId: input.ids.correctionId,
      saleId: input.saleId,
      creditNoteId: note.invoiceId,
      creditNoteNumber: note.number,
      saleState: ended.state,
    },
  };
}
