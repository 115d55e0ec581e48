import { executeChild, getExternalWorkflowHandle, log, sleep } from '@temporalio/workflow';
import {
  sagaId,
  type OrderCancellationInput,
  type OrderCancellationResult,
  type SagaOutcome,
} from '@comptoir/contracts/sagas';
import { correction } from './correction.workflow.js';
import { refusalOf, refuse } from './failures.js';
import { retryForever } from './steps.js';

interface Settled {
  readonly state: string;
  readonly revision: number;
  readonly saleId?: string;
}

const LOCKED = new Set(['checkingOut', 'pendingApproval']);

/**
 * Cancels an order wherever it stands: a checkout before its pivot is stopped and undone, and the Draft cancelled; an
 * order whose sale was posted gets a full cancellation of that sale.
 */
export async function orderCancellation(input: OrderCancellationInput): Promise<SagaOutcome<OrderCancellationResult>> {
  try {
    return await cancelSettled(input, await settledOrder(input));
  } catch (error) {
    return { status: 'refused', refusal: refusalOf(error) };
  }
}

/** A refusal while another till took the order out of this state in between is no end: it is looked at again as it stands then. */
async function cancelSettled(
  input: OrderCancellationInput,
  order: Settled,
): Promise<SagaOutcome<OrderCancellationResult>> {
  if (order.saleId) return cancelSale(input, order.saleId);
  try {
    await retryForever.cancelOrder({
      orderId: input.orderId,
      revision: order.revision,
      reason: input.reason,
      actor: input.actor,
    });
    return { status: 'done', result: { orderId: input.orderId } };
  } catch (error) {
    const now = await settledOrder(input);
    if (now.state === order.state && now.revision === order.revision) throw error;
    return cancelSettled(input, now);
  }
}

/** Stops a checkout under way and waits until the order has come to rest. */
async function settledOrder(input: OrderCancellationInput): Promise<Settled> {
  let asked = false;
  for (let pause = 20; ; pause = Math.min(pause * 2, 2_000)) {
    const order = await retryForever.readOrder({ orderId: input.orderId, actor: input.actor });
    if (!LOCKED.has(order.state)) return order;
    if (!asked && order.sagaId) {
      asked = true;
      await getExternalWorkflowHandle(order.sagaId)
        .cancel()
        .catch((error: unknown) => log.warn('the checkout had ended', { error: String(error) }));
    }
    await sleep(pause);
  }
}

async function cancelSale(
  input: OrderCancellationInput,
  saleId: string,
): Promise<SagaOutcome<OrderCancellationResult>> {
  if (!input.mayCancelSale) {
    throw refuse({
      code: 'role.not-allowed',
      kind: 'forbidden',
      message: 'This order is sold already; only a manager may cancel the sale.',
      details: { saleId },
    });
  }
  const sale = await settledSale(input, saleId);
  if (sale.state !== 'final') {
    throw refuse({
      code: 'sale.state',
      kind: 'conflict',
      message: `The sale of this order is ${sale.state}; it cannot be cancelled now.`,
      details: { state: sale.state },
    });
  }
  const outcome = await executeChild(correction, {
    workflowId: sagaId.correction(saleId, sale.revision, input.ids.correctionId),
    args: [
      {
        saleId,
        revision: sale.revision,
        storeId: input.storeId,
        kind: 'cancellation',
        reason: input.reason,
        refundTo: input.refundTo,
        ids: input.ids,
        actor: input.actor,
      },
    ],
  });
  return outcome.status === 'done'
    ? { status: 'done', result: { orderId: input.orderId, correction: outcome.result } }
    : outcome;
}

async function settledSale(
  input: OrderCancellationInput,
  saleId: string,
): Promise<{ state: string; revision: number }> {
  for (let pause = 20; ; pause = Math.min(pause * 2, 2_000)) {
    const sale = await retryForever.readSaleState({ saleId, actor: input.actor });
    if (sale.state !== 'posting') return sale;
    await sleep(pause);
  }
}
