import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
  WorkflowIdReusePolicy,
} from '@temporalio/common';
import {
  READ_PROGRESS,
  SEARCH_ATTRIBUTES,
  DomainError,
  type CheckoutProgress,
  type ErrorBody,
  type ErrorKind,
  type SagaOutcome,
} from '@comptoir/contracts';
import { inMs, pause } from '@comptoir/kit';
import { isNotTaken, outOfReach } from './http/out-of-reach.js';

/** What a saga is started with. */
export interface SagaStart {
  readonly type: string;
  readonly workflowId: string;
  readonly input: object;
  /** The same workflow id with another fingerprint is refused. */
  readonly fingerprint: string;
  /** Ids that a repeated request needs again. */
  readonly memo?: Readonly<Record<string, string>>;
  readonly attributes: Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string>>;
}

/** The outcome of a saga, or its stage while it runs. */
export type WaitResult<T> =
  | { readonly ended: true; readonly result: T }
  | { readonly ended: false; readonly stage: CheckoutProgress['stage'] | undefined };

/** The refusal for a request that meets the saga of another request. */
export function anotherRequest(sagaId: string): DomainError {
  return new DomainError(
    'saga.under-way',
    'conflict',
    'Something else has been requested here before. Read it again to see the result; a new request needs a new key.',
    { sagaId },
  );
}

/** Turns a refusal that crossed Temporal back into a DomainError. */
export function errorOf(body: ErrorBody): DomainError {
  return new DomainError(
    body.code,
    (body.kind === 'fault' ? 'unavailable' : body.kind) as ErrorKind,
    body.message,
    body.details,
  );
}

/** Early signals from events while the outcome of a saga is awaited. */
export interface EarlySignals<T> {
  /** Resolves when the saga may wait for a manager. */
  readonly approvalAsked: Promise<void>;
  /** Resolves with the outcome as soon as the sale is final, a little before the workflow has closed. */
  readonly done?: Promise<T>;
}

/** Without a signal the stage is queried after this time, then after twice as long, and so on: each query delays the workflow. */
const POLL_MS = 2_000;
const POLL_AFTER_SIGNAL_MS = 100;
/**
 * A workflow whose sale is final closes within milliseconds. A long poll that lasts longer is aborted: it would hold a place
 * in Temporal until the workflow ends.
 */
const CLOSES_WITHIN_MS = 1_000;

/** Starts sagas and waits for their outcomes; the only part of the gateway that uses Temporal. */
export class Sagas {
  private constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly taskQueue: string,
    private readonly answerWithinMs: number,
    private readonly pages: string | undefined,
  ) {}

  /** Connects lazily: the gateway runs without Temporal, and refuses only requests that need a saga. */
  static open(address: string, namespace: string, taskQueue: string, answerWithinMs: number, pages?: string): Sagas {
    const connection = Connection.lazy({ address });
    return new Sagas(connection, new Client({ connection, namespace }), taskQueue, answerWithinMs, pages);
  }

  /** Starts the saga, or joins the one with this id and the same fingerprint; refuses another fingerprint. */
  async start(start: SagaStart): Promise<WorkflowHandle> {
    try {
      return await this.client.workflow.start(start.type, {
        workflowId: start.workflowId,
        taskQueue: this.taskQueue,
        args: [start.input],
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        memo: { fingerprint: start.fingerprint, ...start.memo },
        typedSearchAttributes: new TypedSearchAttributes(
          Object.entries(start.attributes).map(([name, value]) => ({
            key: defineSearchAttributeKey(
              SEARCH_ATTRIBUTES[name as keyof typeof SEARCH_ATTRIBUTES],
              SearchAttributeType.KEYWORD,
            ),
            value,
          })) as never,
        ),
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return this.join(start);
    }
  }

  private async join(start: SagaStart): Promise<WorkflowHandle> {
    const handle = this.client.workflow.getHandle(start.workflowId);
    const { memo } = await handle.describe();
    if (memo?.fingerprint !== start.fingerprint) throw anotherRequest(start.workflowId);
    return handle;
  }

  /** Waits for the outcome up to the configured time; returns early when the saga waits for a manager. */
  async wait<T>(handle: WorkflowHandle, earlySignals?: EarlySignals<T>): Promise<WaitResult<T>> {
    const deadline = performance.now() + this.answerWithinMs;
    const leftOver = new AbortController();
    const result = this.connection.withAbortSignal(leftOver.signal, () => handle.result() as Promise<T>);
    try {
      return await this.waitUntil(deadline, handle, result, earlySignals);
    } finally {
      const abort = setTimeout(() => leftOver.abort(), CLOSES_WITHIN_MS);
      void result.catch(() => undefined).finally(() => clearTimeout(abort)); // awaited above; a repeated request joins the saga
    }
  }

  private async waitUntil<T>(
    deadline: number,
    handle: WorkflowHandle,
    result: Promise<T>,
    earlySignals?: EarlySignals<T>,
  ): Promise<WaitResult<T>> {
    const outcomes = [result, ...(earlySignals?.done ? [earlySignals.done] : [])];
    const ended = Promise.race(outcomes).then((result) => ({ ended: true as const, result }));
    for (const one of [...outcomes, ended]) one.catch(() => undefined); // one of them is awaited below; a repeated request joins the saga
    let [signal, turnMs] = [earlySignals?.approvalAsked.then(() => true as const), POLL_MS];
    for (;;) {
      const turn = new AbortController();
      const left = deadline - performance.now();
      const first = await Promise.race([
        ended,
        ...(signal ? [signal] : []),
        pause(Math.max(1, Math.min(turnMs, left)), turn.signal).then(() => undefined),
      ]).finally(() => turn.abort());
      if (typeof first === 'object') return first;
      [signal, turnMs] = first ? [undefined, POLL_AFTER_SIGNAL_MS] : [signal, turnMs * 2];
      const stage = earlySignals ? await this.stage(handle) : undefined;
      if (stage === 'waitingForApproval' || performance.now() >= deadline) return { ended: false, stage };
    }
  }

  private async stage(handle: WorkflowHandle): Promise<CheckoutProgress['stage'] | undefined> {
    return handle.query<CheckoutProgress>(READ_PROGRESS).then(
      (progress) => progress.stage,
      () => undefined,
    ); // no worker at the moment
  }

  /** Waits for an outcome and turns a refusal into its error. */
  async outcome<T>(handle: WorkflowHandle, earlySignals?: EarlySignals<SagaOutcome<T>>): Promise<WaitResult<T>> {
    const waited = await this.wait<SagaOutcome<T>>(handle, earlySignals);
    if (!waited.ended) return waited;
    if (waited.result.status === 'refused') throw errorOf(waited.result.refusal);
    return { ended: true, result: waited.result.result };
  }

  /** Sends an update to a saga and waits for its answer; the same `updateId` again gets the first answer, also when the saga has ended. Refusals come back as DomainError, service.unavailable where the saga could not take it just now; undefined when the saga has ended or never was. */
  async update<T>(workflowId: string, name: string, updateId: string, argument: object): Promise<T | undefined> {
    try {
      return await this.client.workflow
        .getHandle(workflowId)
        .executeUpdate<T, [object]>(name, { args: [argument], updateId });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
        const body = error.cause.details?.[0] as ErrorBody | undefined;
        if (body) throw errorOf(body);
      }
      throw isNotTaken(error) ? outOfReach() : error;
    }
  }

  /** An id from the memo of a saga: that of the first request, not of a retry. */
  async memoOf(handle: WorkflowHandle, name: string): Promise<string> {
    return (await handle.describe()).memo?.[name] as string;
  }

  /** Stage and steps of a saga; undefined when no worker answers or its history is gone. */
  async progress(workflowId: string): Promise<CheckoutProgress | undefined> {
    const ask = () => this.client.workflow.getHandle(workflowId).query<CheckoutProgress>(READ_PROGRESS);
    return this.connection.withDeadline(inMs(2_000), ask).catch(() => undefined); // progress is optional and must not delay a page
  }

  /** The page of a saga's history; undefined where Temporal's pages are not known or the saga is not there. */
  async historyPage(workflowId: string): Promise<string | undefined> {
    if (!this.pages) return undefined;
    const run = await this.connection
      .withDeadline(inMs(2_000), () => this.client.workflow.getHandle(workflowId).describe())
      .catch(() => undefined);
    const { namespace } = this.client.options;
    return (
      run && `${this.pages}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${run.runId}/history`
    );
  }

  /** Whether a saga with this id was ever started. */
  async exists(workflowId: string): Promise<boolean> {
    return this.handle(workflowId)
      .describe()
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return false;
          throw error;
        },
      );
  }

  /** A saga by its id. */
  handle(workflowId: string): WorkflowHandle {
    return this.client.workflow.getHandle(workflowId);
  }

  /** Whether a worker polls the task queue: without one nothing can be sold. */
  async workerListens(): Promise<boolean> {
    const answer = await this.connection.withDeadline(inMs(2_000), () =>
      this.connection.workflowService.describeTaskQueue({
        namespace: this.client.options.namespace,
        taskQueue: { name: this.taskQueue },
        taskQueueType: 1,
      }),
    );
    return (answer.pollers?.length ?? 0) > 0;
  }

  /** Closes the connection. */
  async close(): Promise<void> {
    await this.connection.close();
  }
}
