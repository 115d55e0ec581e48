import { ApiProblem, Unreachable, type ask as askApi } from '../api/client.js';
import type { NewOrder, Payment, Sale } from '../api/shapes.js';
import type { Problem } from '../api/schema.js';

/** A sale that was requested and whose outcome is not known yet. It is stored before anything is sent. */
export interface PendingSale {
  /** Identity of the sale: the idempotency keys of all its requests are made from it, the same for every retry. */
  readonly id: string;
  readonly order: NewOrder;
  /** None: on account. */
  readonly payments: readonly Payment[];
  /** The session of the till that it is rung up at. */
  readonly tillSessionId: string;
  /** The order, once the gateway has created it; `changed` when it already has this sale's content. */
  readonly draft?: { readonly orderId: string; readonly revision: number; readonly changed: boolean } | undefined;
  readonly waitsForManager: boolean;
  /** The cashier has abandoned the sale; it is to be cancelled. */
  readonly abandoned: boolean;
}

/** The outcome of a pending sale. */
export type SaleOutcome =
  | { readonly kind: 'sold'; readonly sale: Sale }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      readonly draft?: { orderId: string; revision: number } | undefined;
    }
  | { readonly kind: 'cancelled' };

/** What the completion of a sale depends on. */
export interface CheckoutContext {
  readonly ask: typeof askApi;
  /** Stores the pending sale; called when an answer has changed it. */
  readonly save: (pendingSale: PendingSale) => void;
  readonly current: () => PendingSale;
  /** Reports that the gateway is unreachable or fails; undefined when it answers again. */
  readonly reportProblem: (reason: 'unreachable' | Problem | undefined) => void;
  /** Waits the given milliseconds, or until an event of the order. */
  readonly pause: (ms: number, orderId?: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Completes a pending sale, however often the connection breaks: every request may be sent again under its key. */
export async function completeSale(context: CheckoutContext): Promise<SaleOutcome> {
  try {
    const draft = await openDraft(context);
    return await checkout(context, draft);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.status === 401) throw error;
    return refused(context, error);
  }
}

async function openDraft(context: CheckoutContext): Promise<{ orderId: string; revision: number }> {
  const { id, order, draft } = context.current();
  if (draft?.changed) return draft;
  const { storeId, ...content } = order;
  const made = draft
    ? await retryUntilFinal(context, () =>
        context.ask('PUT /orders/{orderId}', {
          params: { orderId: draft.orderId },
          body: { ...content, revision: draft.revision },
          key: `${id}.change`,
        }),
      )
    : await retryUntilFinal(context, () =>
        context.ask('POST /orders', { body: { ...content, storeId }, key: `${id}.order` }),
      );
  const { orderId, revision } = made;
  context.save({ ...context.current(), draft: { orderId, revision, changed: true } });
  return { orderId, revision };
}

async function checkout(
  context: CheckoutContext,
  { orderId, revision }: { orderId: string; revision: number },
): Promise<SaleOutcome> {
  const { id, payments, tillSessionId } = context.current();
  for (;;) {
    if (context.current().abandoned) return cancelSale(context, orderId);
    const answer = await retryUntilFinal(context, () =>
      context.ask('POST /orders/{orderId}/checkout', {
        params: { orderId },
        body: { revision, payments: [...payments], tillSessionId },
        key: `${id}.checkout`,
      }),
    );
    if ('sale' in answer) return { kind: 'sold', sale: answer.sale };
    await waitForChange(context, orderId, answer.stage);
  }
}

/** Polls the order while it waits for a manager; when its state has changed, the checkout is requested again. */
async function waitForChange(context: CheckoutContext, orderId: string, stage: string | undefined): Promise<void> {
  if (stage !== 'waitingForApproval') return context.pause(400, orderId);
  if (!context.current().waitsForManager) context.save({ ...context.current(), waitsForManager: true });
  while (!context.current().abandoned) {
    await context.pause(2_000, orderId);
    const { state } = await retryUntilFinal(context, () =>
      context.ask('GET /orders/{orderId}', { params: { orderId } }),
    );
    if (state !== 'pendingApproval') break;
  }
  context.save({ ...context.current(), waitsForManager: false });
}

async function cancelSale(context: CheckoutContext, orderId: string): Promise<SaleOutcome> {
  const { id } = context.current();
  try {
    await retryUntilFinal(context, () =>
      context.ask('POST /orders/{orderId}/cancel', {
        params: { orderId },
        body: { reason: 'given up at the till', refundTo: 'account' },
        key: `${id}.cancel`,
      }),
    );
    return { kind: 'cancelled' };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.status === 401) throw error;
    context.save({ ...context.current(), abandoned: false }); // it was sold already, or cannot be cancelled any more: read its outcome
    const { saleId } = await retryUntilFinal(context, () =>
      context.ask('GET /orders/{orderId}', { params: { orderId } }),
    );
    if (!saleId) return refused(context, error);
    return {
      kind: 'sold',
      sale: await retryUntilFinal(context, () => context.ask('GET /sales/{saleId}', { params: { saleId } })),
    };
  }
}

async function refused(context: CheckoutContext, error: ApiProblem): Promise<SaleOutcome> {
  const { draft } = context.current();
  if (!draft) return { kind: 'refused', problem: error.problem };
  const order = await retryUntilFinal(context, () =>
    context.ask('GET /orders/{orderId}', { params: { orderId: draft.orderId } }),
  );
  const open = order.state === 'draft' || order.state === 'refused';
  /** What somebody else changed is not overwritten: the Draft stays at the revision that this till knows. */
  const revision = error.problem.code === 'order.changed' ? draft.revision : order.revision;
  const usable = open ? { orderId: order.orderId, revision } : undefined;
  return { kind: 'refused', problem: error.problem, draft: usable };
}

/** Retries while the gateway is unreachable or fails; throws for a refusal and when the signal is aborted. */
async function retryUntilFinal<T>(context: CheckoutContext, request: () => Promise<T>): Promise<T> {
  for (let pauseMs = 400; ; pauseMs = Math.min(pauseMs * 1.5, 3_000)) {
    context.signal.throwIfAborted();
    try {
      const answer = await request();
      context.reportProblem(undefined);
      return answer;
    } catch (error) {
      if (error instanceof Unreachable) context.reportProblem('unreachable');
      else if (error instanceof ApiProblem && error.retryable) context.reportProblem(error.problem);
      else throw error;
    }
    await context.pause(pauseMs);
  }
}
