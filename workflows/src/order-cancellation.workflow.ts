import {
  CancellationScope,
  continueAsNew,
  executeChild,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import {
  sagaId,
  SEARCH_ATTRIBUTES,
  type OrderCancellationInput,
  type OrderCancellationResult,
  type SagaOutcome,
} from '@comptoir/contracts/sagas';
import type { Activities } from './activities.js';
import { correction } from './correction.workflow.js';
import { refusalOf, refuse, requireFailure } from './failures.js';
import { Progress } from './progress.js';
import { stepsOf, type Steps } from './steps.js';

interface Settled {
  readonly state: string;
  readonly revision: number;
  readonly saleId?: string;
}

const LOCKED = new Set(['checkingOut', 'pendingApproval']);
/** Waiting for another saga: pauses grow from 20 ms to a minute, and from this many events on the history begins anew. */
const MAX_PAUSE_MS = 60_000;
const MAX_EVENTS = 1_000;

/**
 * Cancels an order wherever it stands: a checkout before its pivot is stopped and undone, and the Draft cancelled; an
 * order whose sale was posted gets a full cancellation of that sale. `stopped` is the checkout that was asked to stop by an
 * earlier run of this workflow.
 */
export async function orderCancellation(
  input: OrderCancellationInput,
  stopped?: string,
): Promise<SagaOutcome<OrderCancellationResult>> {
  const progress = new Progress();
  const saga = new OrderCancellation(input, progress, stepsOf(progress, input.giveUpAfterSeconds), stopped);
  try {
    return await saga.end(await saga.run());
  } catch (error) {
    requireFailure(error);
    return saga.end({ status: 'refused', refusal: refusalOf(error) });
  }
}

class OrderCancellation {
  constructor(
    private readonly input: OrderCancellationInput,
    private readonly progress: Progress,
    private readonly steps: Steps,
    private stopped: string | undefined,
  ) {}

  async run(): Promise<SagaOutcome<OrderCancellationResult>> {
    return this.cancelSettled(await this.settledOrder());
  }

  /** Keeps the outcome for a request that is repeated after this workflow is forgotten. */
  async end(outcome: SagaOutcome<OrderCancellationResult>): Promise<SagaOutcome<OrderCancellationResult>> {
    const kept = outcome.status === 'done' ? { status: 'done' as const, result: { ...outcome.result } } : outcome;
    await CancellationScope.nonCancellable(() => this.steps.untilDone.recordOutcome(this.input, kept, []));
    if (outcome.status === 'done') this.progress.publish('done');
    else this.progress.refused(outcome.refusal.code);
    return outcome;
  }

  /** A refusal while another till took the order out of this state in between is no end: it is looked at again as it stands then. */
  private async cancelSettled(order: Settled): Promise<SagaOutcome<OrderCancellationResult>> {
    const { orderId, reasonId, actor } = this.input;
    if (order.saleId) return this.cancelSale(order.saleId);
    this.progress.enter('posting');
    try {
      await this.steps.untilAnswered.cancelOrder({ orderId, revision: order.revision, reasonId, actor });
      return { status: 'done', result: { orderId } };
    } catch (error) {
      requireFailure(error);
      const now = await this.settledOrder();
      if (now.state === order.state && now.revision === order.revision) throw error;
      return this.cancelSettled(now);
    }
  }

  /** Stops a checkout under way and waits until the order has come to rest. */
  private async settledOrder(): Promise<Settled> {
    const { orderId, actor } = this.input;
    this.progress.enter('undoing');
    for (let pause = 20; ; pause = await this.paused(pause)) {
      const order = await this.steps.untilAnswered.readOrder({ orderId, actor });
      if (!LOCKED.has(order.state)) return order;
      if (order.sagaId && order.sagaId !== this.stopped) {
        this.stopped = order.sagaId;
        await getExternalWorkflowHandle(order.sagaId)
          .cancel()
          .catch((error: unknown) => log.warn('the checkout had ended', { error: String(error) }));
      }
    }
  }

  private async cancelSale(saleId: string): Promise<SagaOutcome<OrderCancellationResult>> {
    const {
      orderId,
      storeId,
      reasonId,
      refundTo,
      tillSessionId,
      ids,
      actor,
      mayCancelSale,
      giveUpAfterSeconds,
      fingerprint,
    } = this.input;
    if (!mayCancelSale) {
      throw refuse({
        code: 'role.not-allowed',
        kind: 'forbidden',
        message: 'This order is sold already; only a manager may cancel the sale.',
        details: { saleId },
      });
    }
    const sale = await this.settledSale(saleId);
    if (sale.state !== 'final') {
      throw refuse({
        code: 'sale.state',
        kind: 'conflict',
        message: `The sale of this order is ${sale.state}; it cannot be cancelled now.`,
        details: { state: sale.state },
      });
    }
    this.progress.enter('completing');
    const asked = {
      saleId,
      revision: sale.revision,
      storeId,
      reasonId,
      refundTo,
      tillSessionId,
      ids,
      actor,
      giveUpAfterSeconds,
      fingerprint,
    };
    const outcome = await executeChild(correction, {
      workflowId: sagaId.correction(saleId, sale.revision, ids.correctionId),
      args: [{ ...asked, kind: 'cancellation', warranted: sale.guaranteeId !== undefined }],
      parentClosePolicy: ParentClosePolicy.ABANDON, // past its pivot it goes on, whatever becomes of this workflow
      typedSearchAttributes: new TypedSearchAttributes([
        { key: keyword('store'), value: storeId },
        { key: keyword('order'), value: orderId },
        { key: keyword('sale'), value: saleId },
      ]),
    });
    return outcome.status === 'done' ? { status: 'done', result: { orderId, correction: outcome.result } } : outcome;
  }

  private async settledSale(saleId: string): Promise<Awaited<ReturnType<Activities['readSaleState']>>> {
    const { actor } = this.input;
    this.progress.enter('holding');
    for (let pause = 20; ; pause = await this.paused(pause)) {
      const sale = await this.steps.untilAnswered.readSaleState({ saleId, actor });
      if (sale.state !== 'posting') return sale;
    }
  }

  /** Waits, and answers the next pause; a long history is left behind. */
  private async paused(pause: number): Promise<number> {
    if (pause > 5_000) this.progress.show();
    await sleep(pause);
    if (workflowInfo().historyLength > MAX_EVENTS)
      await continueAsNew<typeof orderCancellation>(this.input, this.stopped);
    return Math.min(pause * 2, MAX_PAUSE_MS);
  }
}

function keyword(name: keyof typeof SEARCH_ATTRIBUTES) {
  return defineSearchAttributeKey(SEARCH_ATTRIBUTES[name], SearchAttributeType.KEYWORD);
}
