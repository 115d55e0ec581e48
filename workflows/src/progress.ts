import { defineQuery, defineUpdate, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  DECIDE_APPROVAL,
  READ_PROGRESS,
  SEARCH_ATTRIBUTES,
  type CheckoutProgress,
  type DecideApprovalInput,
} from '@comptoir/contracts/sagas';

/** Query for stage and steps of a checkout or correction. */
export const readProgress = defineQuery<CheckoutProgress>(READ_PROGRESS);

/** A manager's verdict on an order that waits; returns the verdict that counts, which may be another manager's. */
export const decideApproval = defineUpdate<DecideApprovalInput, [DecideApprovalInput]>(DECIDE_APPROVAL);

const stageKey = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, SearchAttributeType.KEYWORD);

/** Stage and steps of a saga, for people who watch it. */
export class Progress {
  private stage: CheckoutProgress['stage'] = 'locking';
  private readonly steps: { name: string; at: string; state: 'done' | 'refused' | 'undone' }[] = [];

  constructor() {
    setHandler(readProgress, () => ({ stage: this.stage, steps: this.steps }));
  }

  /** The saga enters a stage. */
  enter(stage: CheckoutProgress['stage']): void {
    this.stage = stage;
  }

  /** The present stage. */
  get current(): CheckoutProgress['stage'] {
    return this.stage;
  }

  /** Enters a stage and publishes it as search attribute; used where a saga waits or ends. */
  publish(stage: CheckoutProgress['stage']): void {
    this.enter(stage);
    upsertSearchAttributes([{ key: stageKey, value: stage }]);
  }

  /** Runs a step and records how it ended. */
  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    try {
      const result = await run();
      this.note(name, 'done');
      return result;
    } catch (error) {
      this.note(name, 'refused');
      throw error;
    }
  }

  /** Records a step that was undone. */
  readonly undone = (name: string): void => this.note(name, 'undone');

  private note(name: string, state: 'done' | 'refused' | 'undone'): void {
    this.steps.push({ name, at: new Date().toISOString(), state });
  }
}
