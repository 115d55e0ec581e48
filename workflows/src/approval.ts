import { condition, setHandler } from '@temporalio/workflow';
import type { ApprovalReason } from '@comptoir/contracts';
import type { CheckoutInput, DecideApprovalInput } from '@comptoir/contracts/sagas';
import { refuse } from './failures.js';
import { decideApproval, type Progress } from './progress.js';
import type { Steps } from './steps.js';

/** The wait for a manager: the first verdict counts and every manager gets it as reply; no verdict by the deadline is a rejection. */
export class Approval {
  /** The verdict that counts; absent while nobody was asked, and while a manager is asked again. */
  verdict: DecideApprovalInput | undefined;
  private waiting = false;
  private round = 0;

  constructor(
    private readonly progress: Progress,
    private readonly steps: Steps,
  ) {
    setHandler(decideApproval, (verdict) => this.decide(verdict));
  }

  /** Requests the approval of these reasons, with the stock held; throws the refusal when it is rejected or the deadline passes. */
  async wait(input: CheckoutInput, costMinor: number, reasons: readonly ApprovalReason[]): Promise<void> {
    this.round += 1;
    this.verdict = undefined;
    const deadline = new Date(Date.now() + input.approvalSeconds * 1000).toISOString();
    const request = { round: this.round, costMinor, deadline, reasons: [...reasons] };
    await this.progress.step('requestApproval', () => this.steps.bounded.requestApproval(input, request));
    this.progress.publish('waitingForApproval', deadline);
    this.waiting = true;
    const answered = await condition(() => this.verdict !== undefined, input.approvalSeconds * 1000);
    this.waiting = false;
    const verdict = this.taken();
    if (!answered || !verdict) {
      throw refuse({
        code: 'approval.expired',
        kind: 'rejected',
        message: 'No manager answered in time.',
        details: { deadline },
      });
    }
    if (!verdict.approved) {
      throw refuse({
        code: 'approval.rejected',
        kind: 'rejected',
        message: 'The manager said no.',
        details: { by: verdict.by.id, ...(verdict.noteId ? { noteId: verdict.noteId } : {}) },
      });
    }
  }

  /** The verdict that came while this waited; in `wait` itself the compiler takes it for undefined still. */
  private taken(): DecideApprovalInput | undefined {
    return this.verdict;
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
