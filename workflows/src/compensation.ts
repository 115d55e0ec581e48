import { ApplicationFailure, CancellationScope, log } from '@temporalio/workflow';

/** The saga is past its pivot, with what it needs to go forward. */
class PastPivot {
  constructor(readonly found: unknown) {}
}

interface Undo {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** Result of an undo whose service may find that the saga is past its pivot: what it found, or nothing. */
export function pastPivot(found: unknown): unknown {
  return found === undefined ? undefined : new PastPivot(found);
}

/**
 * The undo stack of a saga. An undo is pushed BEFORE its step, so that a step which timed out but took effect is undone
 * too; undos say "if present". They run in reverse, shielded from cancellation, and are tried until they succeed: one
 * that is refused does not stop the others, and fails the workflow with its name, never silently.
 */
export class Compensation {
  private readonly stack: Undo[] = [];

  /** Registers the undo of the step that comes next. */
  push(name: string, run: () => Promise<unknown>): void {
    this.stack.push({ name, run });
  }

  /**
   * Undoes everything, newest first; throws `undo.failed` when an undo was refused. An undo that answers `pastPivot`
   * ends it: what it found is answered, and nothing behind it is undone.
   */
  async unwind<Found = never>(onUndone: (name: string) => void = () => undefined): Promise<Found | undefined> {
    return CancellationScope.nonCancellable(async () => {
      const refused: string[] = [];
      for (const undo of this.stack.splice(0).reverse()) {
        try {
          const answer = await undo.run();
          if (answer instanceof PastPivot) return answer.found as Found;
          onUndone(undo.name);
        } catch (error) {
          log.error('an undo was refused', { undo: undo.name, error: String(error) });
          refused.push(`${undo.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      if (refused.length > 0)
        throw ApplicationFailure.nonRetryable(`undo refused: ${refused.join('; ')}`, 'undo.failed');
      return undefined;
    });
  }
}
