import { ApplicationFailure, CancellationScope, log } from '@temporalio/workflow';

interface Undo {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/**
 * The undo stack of a saga. An undo is pushed BEFORE its step, so that a step which timed out but took effect is undone
 * too; undos say "if present". They run in reverse, shielded from cancellation, and are tried until they succeed: one
 * that is refused does not keep the others from running, and fails the workflow under its name, never in silence.
 */
export class Compensation {
  private readonly stack: Undo[] = [];

  /** Registers the undo of the step that comes next. */
  push(name: string, run: () => Promise<unknown>): void {
    this.stack.push({ name, run });
  }

  /** Undoes everything, newest first; throws `undo.failed` when an undo was refused. */
  async unwind(onUndone: (name: string) => void = () => undefined): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      const refused: string[] = [];
      for (const undo of this.stack.splice(0).reverse()) {
        try {
          await undo.run();
          onUndone(undo.name);
        } catch (error) {
          log.error('an undo was refused', { undo: undo.name, error: String(error) });
          refused.push(`${undo.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      if (refused.length > 0) throw ApplicationFailure.nonRetryable(`undo refused: ${refused.join('; ')}`, 'undo.failed');
    });
  }
}
