import type { WorkflowHandle } from '@temporalio/client';
import { eventually } from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import { serviceOf } from '../processes.js';
import { waitUntil } from '../waiting.js';
import { wasHit, type RunningCell } from './running-cell.js';

/**
 * Cancels the saga of a cell whose message is held at its service, and releases the message once the saga has received
 * the cancellation. A correction is cancelled as an operator does it, a checkout by cancelling its order.
 */
export async function cancelAtStep(system: FaultSystem, running: RunningCell): Promise<void> {
  const { cell, scenario } = running;
  await waitUntil(`${cell.id}: the step is reached`, () => wasHit(system, running), 30_000);
  const workflowId = await eventually(() => workflowOfHeldMessage(system, running), 30_000);
  const workflow = system.temporal.workflow.getHandle(workflowId);
  let isAnswered = false;
  if (scenario.isCorrection) {
    await workflow.cancel();
  } else {
    const onAnswer = (): void => {
      isAnswered = true;
    };
    void scenario.cancelOrder().then(onAnswer, onAnswer); // checkRepeatedAnswers awaits it and reports a failure
  }
  // after the pivot an order's cancellation does not signal the saga: it waits for the sale and cancels that
  const signalsSaga = scenario.isCorrection || cell.step.kind !== 'afterPivot';
  await waitUntil(
    `${workflowId} receives its cancellation`,
    async () =>
      isAnswered || (signalsSaga ? await hasReceivedCancellation(workflow) : await scenario.isCancellationStarted()),
    40_000,
  );
  system.disarm(running.faultId);
  running.faultEndedAt = performance.now();
}

function workflowOfHeldMessage(system: FaultSystem, { cell, faultId }: RunningCell): string {
  const match = system.matches(serviceOf(cell.step.subject)).find(({ id }) => id === faultId);
  if (!match?.sagaId) throw new Error(`${cell.id}: no saga id in the held message`);
  return match.sagaId;
}

/** A workflow receives its cancellation with the first workflow task after the request. */
async function hasReceivedCancellation(workflow: WorkflowHandle): Promise<boolean> {
  const events = (await workflow.fetchHistory()).events ?? [];
  const requested = events.findIndex((event) => event.workflowExecutionCancelRequestedEventAttributes);
  return requested >= 0 && events.slice(requested).some((event) => event.workflowTaskStartedEventAttributes);
}
