import { condition, setHandler } from '@temporalio/workflow';
import type { CheckoutInput, DecideApprovalInput } from '@comptoir/contracts/sagas';
import type { HeldStock } from './activities.js';
import { refuse } from './failures.js';
import { decideApproval, type Progress } from './progress.js';
import { retryBounded } from './steps.js';

/** The wait for a manager: the first verdict counts and every manager gets it as reply; no verdict by the deadline is a rejection. */
export class Approval {
  /** The verdict that counts. */
  verdict: DecideApprovalInput | undefined;
  private waiting = false;

  constructor(private readonly progress: Progress) {
    setHandler(decideApproval, (verdict) => this.decide(verdict));
  }

  /** Requests the approval, with the stock held; throws the refusal when it is rejected or the deadline passes. */
  async wait(input: CheckoutInput, held: HeldStock): Promise<void> {
    const deadline = new Date(Date.now() + input.approvalSeconds * 1000).toISOString();
    await this.progress.step('requestApproval', () => retryBounded.requestApproval(input, held.costMinor, deadline));
    this.progress.publish('waitingForApproval');
    this.waiting = true;
    const answered = await condition(() => this.verdict !== undefined, input.approvalSeconds * 1000);
    this.waiting = false;
    if (!answered || !this.verdict) {
      throw refuse({
        code: 'approval.expired',
        kind: 'rejected',
        message: 'No manager answered in time.',
        details: { deadline },
      });
    }
    if (!this.verdict.approved) {
      const note = this.verdict.note ? `: ${this.verdict.note}` : '.';
      throw refuse({
        code: 'approval.rejected',
        kind: 'rejected',
        message: `The manager said no${note}`,
        details: { by: this.verdict.by.id },
      });
    }
  }

  private decide(verdict: DecideApprovalInput): DecideApprovalInput {
    if (this.verdict) return this.verdict;
    if (!this.waiting) {
      throw refuse({
        code: 'approval.not-pending',
        kind: 'conflict',
        message: 'This order does not wait for an approval.',
        details: {},
      });
    }
    this.verdict = verdict;
    return verdict;
  }
}
