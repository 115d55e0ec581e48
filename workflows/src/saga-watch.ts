import { Client, WorkflowNotFoundError, type ConnectionLike, type WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  conditionOf,
  READ_PROGRESS,
  SAGAS,
  SEARCH_ATTRIBUTES,
  type CheckoutProgress,
  type ReplyOf,
  type SagaCondition,
  type SagaOutcome,
  type SagaStatus,
  type worker,
} from '@comptoir/contracts';
import { inMs, now } from '@comptoir/kit';
import { GAVE_UP } from './codes.js';

/** Reads from Temporal which sagas run, and how they are doing. */
export interface SagaWatch {
  isRunning(workflowId: string): Promise<boolean>;
  /** Sagas that have stayed in one stage beyond its limit. */
  stuck(): Promise<readonly SagaStatus[]>;
}

/** Which sagas are asked for; every field narrows the list. */
export type SagaFilter = Partial<Pick<SagaStatus, 'condition' | 'stage' | 'storeId' | 'orderId'>>;

const WORST_FIRST: readonly SagaCondition[] = ['failed', 'stuck', 'gaveUp', 'slow', 'running'];
const MAX_LISTED = 200;
const MAX_ENDED = 50;
/** A saga that started a moment ago is not looked at: on the good path it has ended before. */
const YOUNG_MS = 5_000;
const AT_ONCE = 10;
const TYPES = Object.values(SAGAS).filter((type) => type !== SAGAS.audit && type !== SAGAS.nightlyAudit);
const OF_SAGAS = `WorkflowType IN (${TYPES.map((type) => `'${type}'`).join(', ')})`;
const LATELY_MS = 24 * 3_600_000;

/** The sagas of an installation, from its task queue. */
export class SagaList implements SagaWatch {
  private readonly client: Client;

  constructor(
    private readonly connection: ConnectionLike,
    namespace: string,
    private readonly taskQueue: string,
  ) {
    this.client = new Client({ connection, namespace });
  }

  async isRunning(workflowId: string): Promise<boolean> {
    try {
      const description = await this.client.workflow.getHandle(workflowId).describe();
      return description.status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  async stuck(): Promise<readonly SagaStatus[]> {
    return (await this.running()).filter((saga) => saga.condition === 'stuck');
  }

  /** How many sagas there are in each condition, and those that the filter names, the worst first. */
  async list(filter: SagaFilter): Promise<ReplyOf<typeof worker.listSagas>> {
    const [running, gaveUp, failed] = await Promise.all([
      this.running(),
      this.endedLately(`${SEARCH_ATTRIBUTES.refusal} = '${GAVE_UP}'`, 'gaveUp'),
      this.endedLately(`ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')`, 'failed'),
    ]);
    const all = [...running, ...gaveUp, ...failed];
    const isAsked = (saga: SagaStatus): boolean =>
      Object.entries(filter).every(([name, value]) => value === undefined || saga[name as keyof SagaFilter] === value);
    const rank = (saga: SagaStatus): number => WORST_FIRST.indexOf(saga.condition);
    const totals = Object.fromEntries(
      WORST_FIRST.map((condition) => [condition, all.filter((saga) => saga.condition === condition).length]),
    ) as Record<SagaCondition, number>;
    const items = all
      .filter(isAsked)
      .toSorted((a, b) => rank(a) - rank(b) || (a.since < b.since ? -1 : 1))
      .slice(0, MAX_LISTED);
    return { totals, items };
  }

  private async running(): Promise<SagaStatus[]> {
    const found = await this.find(`ExecutionStatus = 'Running'`);
    const old = found.filter(({ startTime }) => Date.parse(now()) - startTime.getTime() > YOUNG_MS);
    return inGroups(old, (saga) => this.runningStatus(saga));
  }

  private async runningStatus(info: WorkflowExecutionInfo): Promise<SagaStatus> {
    const handle = this.client.workflow.getHandle(info.workflowId, info.runId);
    const [progress, description] = await Promise.all([
      this.connection
        .withDeadline(inMs(2_000), () => handle.query<CheckoutProgress>(READ_PROGRESS))
        .catch(() => undefined), // no worker, or code that fails
      handle.describe(),
    ]);
    const startedAt = info.startTime.toISOString();
    const { stage, since = startedAt, until } = progress ?? {};
    const { pendingActivities, pendingWorkflowTask } = description.raw;
    const failing = (pendingActivities ?? [])
      .filter((activity) => activity.lastFailure)
      .map((activity) => ({
        step: activity.activityType?.name ?? '',
        attempts: activity.attempt ?? 1,
        lastFailure: activity.lastFailure?.message ?? '',
      }));
    const attempts = pendingWorkflowTask?.attempt ?? 1;
    if (attempts > 1) failing.push({ step: 'workflow task', attempts, lastFailure: 'see the history of the workflow' });
    return {
      ...this.idsOf(info),
      condition: conditionOf(stage ?? 'locking', since, now(), until),
      ...(stage ? { stage } : {}),
      startedAt,
      since,
      failing,
    };
  }

  private async endedLately(query: string, condition: 'gaveUp' | 'failed'): Promise<SagaStatus[]> {
    const from = new Date(Date.parse(now()) - LATELY_MS).toISOString();
    const found = await this.find(`${query} AND CloseTime > '${from}'`, MAX_ENDED);
    return inGroups(found, async (info) => {
      const ended = (info.closeTime ?? info.startTime).toISOString();
      const lastFailure = await this.lastFailure(info);
      const failing = [{ step: info.type, attempts: 1, lastFailure }];
      return { ...this.idsOf(info), condition, startedAt: info.startTime.toISOString(), since: ended, failing };
    });
  }

  private async lastFailure({ workflowId, runId }: WorkflowExecutionInfo): Promise<string> {
    try {
      const outcome = (await this.client.workflow.getHandle(workflowId, runId).result()) as SagaOutcome<unknown>;
      return outcome.status === 'refused' ? outcome.refusal.message : '';
    } catch (error) {
      const { cause, message } = error as { cause?: { message?: string }; message?: string };
      return cause?.message ?? message ?? String(error);
    }
  }

  private idsOf(info: WorkflowExecutionInfo) {
    const of = (name: 'store' | 'order' | 'sale'): string | undefined =>
      info.typedSearchAttributes.get(defineSearchAttributeKey(SEARCH_ATTRIBUTES[name], SearchAttributeType.KEYWORD));
    const [storeId, orderId, saleId] = [of('store'), of('order'), of('sale')];
    return {
      sagaId: info.workflowId,
      type: info.type,
      ...(storeId ? { storeId } : {}),
      ...(orderId ? { orderId } : {}),
      ...(saleId ? { saleId } : {}),
    };
  }

  private async find(query: string, most = 1_000): Promise<WorkflowExecutionInfo[]> {
    const found: WorkflowExecutionInfo[] = [];
    const all = `${query} AND TaskQueue = '${this.taskQueue}' AND ${OF_SAGAS}`;
    for await (const info of this.client.workflow.list({ query: all })) {
      found.push(info);
      if (found.length >= most) break;
    }
    return found;
  }
}

async function inGroups<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(run))));
  return results;
}
