import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { ApprovalReason } from '@comptoir/contracts';
import type { CheckoutInput, CheckoutResult, SagaOutcome } from '@comptoir/contracts/sagas';
import { Approval } from './approval.js';
import { Compensation, pastPivot } from './compensation.js';
import { refusalOf, requireFailure } from './failures.js';
import { Progress } from './progress.js';
import { pivot, stepsOf, type Steps } from './steps.js';

/**
 * Checkout: freeze the quote and lock the order, hold the stock, wait for a manager where one is needed, post the sale
 * (the pivot); then settle the hold, issue the invoice and the guarantee, and only then is the sale final. Before the
 * pivot every refusal, silence or cancellation undoes what was done; after it nothing can be refused and nothing is
 * given up.
 *
 * Every step begins as a local activity. Local activities of a lost workflow task leave no trace in the history: the next
 * run repeats them and gets the stored replies, or stops earlier than the lost run. Therefore all undos are registered
 * before the first step and say "if present", and the first thing that is undone is the permission to post: sales knows
 * whether this saga has posted its sale. If it has, nothing is undone, and the saga goes forward. The lock is undone last,
 * so that nobody finds a Draft whose stock is still held.
 */
export async function checkout(input: CheckoutInput): Promise<SagaOutcome<CheckoutResult>> {
  const progress = new Progress();
  const steps = stepsOf(progress, input.giveUpAfterSeconds);
  const undo = new Compensation();
  const approval = new Approval(progress, steps);
  let warranted: boolean;
  let failure: unknown;
  try {
    undo.push('returnToDraft', () => steps.untilDone.returnToDraft(input, refusalOf(failure)));
    undo.push('releaseHold', () => steps.untilDone.releaseHold(input));
    undo.push('stopCheckout', async () => pastPivot((await steps.untilDone.stopCheckout(input)).posted));
    const begun = await progress.step('lock', () => steps.bounded.beginCheckout(input));
    warranted = begun.warranted;
    progress.enter('holding');
    const held = await progress.step('hold', () => steps.bounded.holdStock(input, begun.lines));
    for (let reasons: readonly ApprovalReason[] | undefined = begun.approvalReasons; reasons;) {
      if (reasons.length > 0) await approval.wait(input, held.costMinor, reasons);
      if (CancellationScope.current().consideredCancelled)
        throw new CancelledFailure('cancelled before the sale was posted');
      progress.enter('posting');
      reasons = await post(input, begun.lines, { approval, progress, steps });
    }
  } catch (error) {
    requireFailure(error);
    failure = error;
    progress.enter('undoing');
    const posted = await undo.unwind<{ warranted: boolean }>(progress.undone);
    if (!posted) {
      const refusal = refusalOf(error);
      progress.refused(refusal.code);
      return { status: 'refused', refusal };
    }
    warranted = posted.warranted;
  }
  return CancellationScope.nonCancellable(() => complete(input, warranted, progress, steps));
}

/** The pivot. Answers the reasons for which a manager has to be asked, or asked again, before the sale can be posted. */
async function post(
  input: CheckoutInput,
  lines: Parameters<Steps['bounded']['postSale']>[1],
  { approval, progress, steps }: { approval: Approval; progress: Progress; steps: Steps },
): Promise<readonly ApprovalReason[] | undefined> {
  const { postSale } = approval.verdict ? pivot : steps.untilAnswered; // a verdict is in the history before it takes effect
  try {
    await progress.step('post', () => CancellationScope.nonCancellable(() => postSale(input, lines, approval.verdict)));
    return undefined;
  } catch (error) {
    requireFailure(error);
    const { code, details } = refusalOf(error);
    if (code !== 'approval.missing') throw error;
    return details['reasons'] as readonly ApprovalReason[];
  }
}

async function complete(
  input: CheckoutInput,
  warranted: boolean,
  progress: Progress,
  { untilDone }: Steps,
): Promise<SagaOutcome<CheckoutResult>> {
  progress.enter('completing');
  const [, invoice, guarantee] = await Promise.all([
    progress.step('settle', () => untilDone.settleHold(input)),
    progress.step('invoice', () => untilDone.issueInvoice(input)),
    warranted ? progress.step('guarantee', () => untilDone.issueGuarantee(input)) : undefined,
  ]);
  const { saleId } = await progress.step('finalize', () =>
    untilDone.finalizeSale(input, invoice, guarantee?.guaranteeId),
  );
  progress.publish('done');
  return {
    status: 'done',
    result: {
      orderId: input.orderId,
      saleId,
      invoiceId: invoice.invoiceId,
      invoiceNumber: invoice.number,
      guaranteeId: guarantee?.guaranteeId,
    },
  };
}
