import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { CheckoutInput, CheckoutResult, SagaOutcome } from '@comptoir/contracts/sagas';
import type { BegunCheckout } from './activities.js';
import { Approval } from './approval.js';
import { Compensation } from './compensation.js';
import { refusalOf } from './failures.js';
import { Progress } from './progress.js';
import { certain, pivot, tried } from './steps.js';

/**
 * Checkout: quote, lock the order, hold the stock, wait for a manager where one is needed, post the sale (the pivot);
 * then settle the hold, issue the invoice and the guarantee, and only then is the sale final. Before the pivot every
 * refusal, silence or cancellation undoes what was done; after it nothing can be refused and nothing is given up.
 *
 * Both undos are registered before the first step, not each before its own: local steps whose workflow task was lost
 * leave no trace in the history, and the next run may stop earlier than the lost one got. Undos say "if present".
 */
export async function checkout(input: CheckoutInput): Promise<SagaOutcome<CheckoutResult>> {
  const progress = new Progress();
  const undo = new Compensation();
  const approval = new Approval(progress);
  let begun: BegunCheckout;
  let failure: unknown;
  try {
    undo.push('returnToDraft', () => certain.returnToDraft(input, refusalOf(failure)));
    undo.push('releaseHold', () => certain.releaseHold(input));
    const quote = await progress.step('quote', () => tried.quoteOrder(input));
    progress.enter('locking');
    begun = await progress.step('lock', () => tried.beginCheckout(input, quote));
    progress.enter('holding');
    const held = await progress.step('hold', () => tried.holdStock(input, begun.lines));
    if (begun.approvalReasons.length > 0) await approval.wait(input, held);
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('cancelled before the sale was posted');
    progress.enter('posting');
    await progress.step('post', () => CancellationScope.nonCancellable(() => pivot.postSale(input, held, approval.verdict)));
  } catch (error) {
    failure = error;
    progress.enter('undoing');
    await undo.unwind(progress.undone);
    progress.publish('refused');
    return { status: 'refused', refusal: refusalOf(error) };
  }
  return CancellationScope.nonCancellable(() => complete(input, begun, progress));
}

async function complete(input: CheckoutInput, begun: BegunCheckout, progress: Progress): Promise<SagaOutcome<CheckoutResult>> {
  progress.enter('completing');
  const [, invoice, guarantee] = await Promise.all([
    progress.step('settle', () => certain.settleHold(input)),
    progress.step('invoice', () => certain.issueInvoice(input)),
    begun.warranted ? progress.step('guarantee', () => certain.issueGuarantee(input)) : undefined,
  ]);
  await progress.step('finalize', () => certain.finalizeSale(input, invoice.number, guarantee?.guaranteeId));
  progress.publish('done');
  return {
    status: 'done',
    result: {
      orderId: input.orderId, saleId: input.ids.saleId, invoiceId: invoice.invoiceId, invoiceNumber: invoice.number,
      guaranteeId: guarantee?.guaranteeId,
    },
  };
}
