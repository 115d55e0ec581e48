import { condition, defineQuery, defineUpdate, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  DECIDE_APPROVAL,
  READ_PROGRESS,
  SEARCH_ATTRIBUTES,
  type CheckoutProgress,
  type DecideApprovalInput,
} from '@comptoir/contracts/sagas';

/** Query for stage and steps of a saga. */
export const readProgress = defineQuery<CheckoutProgress>(READ_PROGRESS);

/** A manager's verdict on an order that waits; returns the verdict that counts, which may be another manager's. */
export const decideApproval = defineUpdate<DecideApprovalInput, [DecideApprovalInput]>(DECIDE_APPROVAL);

const stageKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, SearchAttributeType.KEYWORD);
const refusalKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.refusal, SearchAttributeType.KEYWORD);
/** A step that is still failing after this time is published as retrying. */
const RETRYING_AFTER = '10 seconds';

type Stage = CheckoutProgress['stage'];

/** Stage and steps of a saga, for people who watch it. */
export class Progress {
  private stage: Stage = 'locking';
  private since = new Date().toISOString();
  private until: string | undefined;
  private published: Stage | undefined;
  private readonly steps: { name: string; at: string; state: 'done' | 'refused' | 'undone' }[] = [];
  private readonly failing = new Set<string>();

  constructor() {
    setHandler(readProgress, () => {
      const { stage, steps, since, until } = this;
      return { stage, steps, since, ...(until ? { until } : {}), retrying: [...this.failing] };
    });
  }

  /** The saga enters a stage; `until` is the deadline of a wait. */
  enter(stage: Stage, until?: string): void {
    this.stage = stage;
    this.since = new Date().toISOString();
    this.until = until;
  }

  /** The present stage. */
  get current(): Stage {
    return this.stage;
  }

  /** Enters a stage and publishes it as search attribute; used where a saga waits or ends. */
  publish(stage: Stage, until?: string): void {
    this.enter(stage, until);
    this.show();
  }

  /** Ends as refused, with the code of the refusal as search attribute. */
  refused(code: string): void {
    this.enter('refused');
    this.published = 'refused';
    upsertSearchAttributes([
      { key: stageKey, value: 'refused' },
      { key: refusalKey, value: code },
    ]);
  }

  /** Runs a step that has failed: the stage is published, and `retrying` when it goes on failing. */
  async retrying<T>(name: string, run: () => Promise<T>): Promise<T> {
    let ended = false;
    this.failing.add(name);
    this.show();
    const result = run().finally(() => {
      ended = true;
      this.failing.delete(name);
    });
    result.catch(() => undefined); // awaited below
    const inTime = await condition(() => ended, RETRYING_AFTER).catch(() => true); // a cancellation ends the step as well
    if (!inTime) this.show('retrying');
    const value = await result;
    if (this.failing.size === 0) this.show();
    return value;
  }

  /** The steps so far and the last one, which keeps them with the record that it finishes. */
  storyUpTo(last: string): CheckoutProgress['steps'][number][] {
    return [...this.steps, { name: last, at: new Date().toISOString(), state: 'done' as const }];
  }

  /** The steps so far. */
  get story(): CheckoutProgress['steps'][number][] {
    return [...this.steps];
  }

  /** Runs a step and records how it ended. */
  step<T>(name: string, run: () => Promise<T>): Promise<T> {
    return run().then(
      (result) => {
        this.note(name, 'done');
        return result;
      },
      (error: unknown) => {
        this.note(name, 'refused');
        throw error;
      },
    );
  }

  /** Records a step that was undone. */
  readonly undone = (name: string): void => this.note(name, 'undone');

  /** Publishes a stage, by default the present one. */
  show(stage: Stage = this.stage): void {
    if (stage === this.published) return;
    this.published = stage;
    upsertSearchAttributes([{ key: stageKey, value: stage }]);
  }

  private note(name: string, state: 'done' | 'refused' | 'undone'): void {
    this.steps.push({ name, at: new Date().toISOString(), state });
  }
}
