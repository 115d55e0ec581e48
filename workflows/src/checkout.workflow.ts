import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { CheckoutInput, CheckoutResult, SagaOutcome } from '@comptoir/contracts/sagas';
import { Approval } from './approval.js';
import { Compensation, pastPivot } from './compensation.js';
import { refusalOf } from './failures.js';
import { Progress } from './progress.js';
import { retryForever, retryBounded } from './steps.js';

/**
 * Checkout: freeze the quote and lock the order, hold the stock, wait for a manager where one is needed, post the sale
 * (the pivot); then settle the hold, issue the invoice and the guarantee, and only then is the sale final. Before the
 * pivot every refusal, silence or cancellation undoes what was done; after it nothing can be refused and nothing is
 * given up.
 *
 * Every step is a local activity. Local activities of a lost workflow task leave no trace in the history: the next run repeats
 * them and gets the stored replies, or stops earlier than the lost run. Therefore both undos are registered
 * before the first step and say "if present", and the first thing that is undone is the order's lock: sales
 * knows whether this saga has posted its sale. If it has, nothing is undone, and the saga goes forward.
 */
export async function checkout(input: CheckoutInput): Promise<SagaOutcome<CheckoutResult>> {
  const progress = new Progress();
  const undo = new Compensation();
  const approval = new Approval(progress);
  let warranted: boolean;
  let failure: unknown;
  try {
    undo.push('releaseHold', () => retryForever.releaseHold(input));
    undo.push('returnToDraft', async () =>
      pastPivot((await retryForever.returnToDraft(input, refusalOf(failure))).posted),
    );
    const begun = await progress.step('lock', () => retryBounded.beginCheckout(input));
    warranted = begun.warranted;
    progress.enter('holding');
    const held = await progress.step('hold', () => retryBounded.holdStock(input, begun.lines));
    if (begun.approvalReasons.length > 0) await approval.wait(input, held);
    if (CancellationScope.current().consideredCancelled)
      throw new CancelledFailure('cancelled before the sale was posted');
    progress.enter('posting');
    await progress.step('post', () =>
      CancellationScope.nonCancellable(() => retryForever.postSale(input, held, approval.verdict)),
    );
  } catch (error) {
    failure = error;
    progress.enter('undoing');
    const posted = await undo.unwind<{ warranted: boolean }>(progress.undone);
    if (!posted) {
      progress.publish('refused');
      return { status: 'refused', refusal: refusalOf(error) };
    }
    warranted = posted.warranted;
  }
  return CancellationScope.nonCancellable(() => complete(input, warranted, progress));
}

async function complete(
  input: CheckoutInput,
  warranted: boolean,
  progress: Progress,
): Promise<SagaOutcome<CheckoutResult>> {
  progress.enter('completing');
  const [, invoice, guarantee] = await Promise.all([
    progress.step('settle', () => retryForever.settleHold(input)),
    progress.step('invoice', () => retryForever.issueInvoice(input)),
    warranted ? progress.step('guarantee', () => retryForever.issueGuarantee(input)) : undefined,
  ]);
  await progress.step('finalize', () => retryForever.finalizeSale(input, invoice.number, guarantee?.guaranteeId));
  progress.publish('done');
  return {
    status: 'done',
    result: {
      orderId: input.orderId,
      saleId: input.ids.saleId,
      invoiceId: invoice.invoiceId,
      invoiceNumber: invoice.number,
      guaranteeId: guarantee?.guaranteeId,
    },
  };
}
