import { CancellationScope } from '@temporalio/workflow';

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
 * too; undos say "if present". They run in reverse, shielded from cancellation, each until it is done: the steps they are
 * made of are never given up (see failure-policy.ts).
 */
export class Compensation {
  private readonly stack: Undo[] = [];

  /** Registers the undo of the step that comes next. */
  push(name: string, run: () => Promise<unknown>): void {
    this.stack.push({ name, run });
  }

  /** Undoes everything, newest first. An undo that answers `pastPivot` ends it: what it found is answered, and nothing behind it is undone. */
  async unwind<Found = never>(onUndone: (name: string) => void): Promise<Found | undefined> {
    return CancellationScope.nonCancellable(async () => {
      for (const undo of this.stack.splice(0).reverse()) {
        const answer = await undo.run();
        if (answer instanceof PastPivot) return answer.found as Found;
        onUndone(undo.name);
      }
      return undefined;
    });
  }
}
