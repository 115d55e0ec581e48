import type { ScaleLine } from '@comptoir/contracts/barcodes';
import type { Product } from '../api/shapes.js';
import { observable } from '../observable.js';
import type { LookedUp } from './look-up.js';

/** A scanned code, or terms ended with Enter, that is not in the cart. */
export interface ScanEntry {
  readonly id: number;
  readonly text: string;
  /** Being looked up; no product has it; products have it with a typing error; the look-up was refused. */
  readonly state: 'waiting' | 'unknown' | 'choice' | 'failed';
  readonly choice?: readonly Product[];
  readonly error?: unknown;
}

/** The outcome of the last scan: its product was added, or it has none. */
export interface ScanOutcome {
  readonly id: number;
  readonly text: string;
  readonly product?: Product | undefined;
  /** How much of it, where the label of a scale says so. */
  readonly line?: ScaleLine | undefined;
}

type Result = Pick<ScanOutcome, 'line'> & { readonly product: Product };
type Miss = Pick<ScanEntry, 'state' | 'error' | 'choice'>;

function resultOf(found: LookedUp | null): Result | Miss {
  if (!found) return { state: 'unknown' };
  if ('choice' in found) return { state: 'choice', choice: found.choice };
  return 'product' in found ? found : { product: found };
}

/**
 * Scans on their way into the cart. They are looked up at once, side by side, and added in the order in which they were
 * scanned. What has no product stays in the list until it is put away.
 */
export class ScanQueue {
  readonly entries = observable<readonly ScanEntry[]>([]);
  readonly latest = observable<ScanOutcome | undefined>(undefined);
  private readonly running = new Map<number, AbortController>();
  private tail: Promise<void> = Promise.resolve();
  /** When the last scan came; performance.now(). */
  private latestAt = Number.NEGATIVE_INFINITY;
  private steps = 0;
  private scans = 0;
  private missCount = 0;

  /** `add` puts a product into the cart; `ready` waits while the cart must not change. */
  constructor(
    private readonly add: (product: Product, line?: ScaleLine) => void,
    private readonly ready: () => Promise<void>,
  ) {}

  /** Whether a scan is being looked up, or an action waits for one. */
  get pending(): boolean {
    return this.steps > 0;
  }

  /** How many scans have added no product so far. */
  get misses(): number {
    return this.missCount;
  }

  /** Milliseconds since the last scan. */
  sinceLatestMs(): number {
    return performance.now() - this.latestAt;
  }

  /** Queues a scan; its look-up starts at once and is aborted when the scan is put away. */
  push(text: string, lookUp: (signal: AbortSignal) => Promise<LookedUp | null>): void {
    const id = (this.scans += 1);
    this.latestAt = performance.now();
    const abort = new AbortController();
    this.running.set(id, abort);
    const result = lookUp(abort.signal).then(resultOf, (error: unknown): Miss => ({ state: 'failed', error }));
    void this.enqueue(async () => {
      const outcome = await result;
      await this.ready();
      this.running.delete(id);
      if (abort.signal.aborted) this.missCount += 1;
      else if ('product' in outcome) this.found({ id, text, ...outcome });
      else this.missed({ id, text, ...outcome });
    });
    this.entries.set([...this.entries.get(), { id, text, state: 'waiting' }]);
  }

  /** Runs an action after all earlier scans; at once when there are none. */
  after(action: () => void): void {
    if (this.steps === 0) action();
    else void this.enqueue(async () => action());
  }

  /**
   * Runs an act after all earlier scans and before all later ones; it is told whether each scan that it waited for added
   * a product. Throws what the act throws.
   */
  act(act: (allFound: boolean) => void | Promise<void>): Promise<void> {
    const before = this.missCount;
    return this.enqueue(async () => act(this.missCount === before));
  }

  /** Removes a scan from the list; it is not added any more. */
  putAway(id: number): void {
    this.running.get(id)?.abort();
    this.entries.set(this.entries.get().filter((entry) => entry.id !== id));
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.steps += 1;
    const done = this.tail.then(step).finally(() => (this.steps -= 1));
    this.tail = done.catch(() => undefined);
    return done;
  }

  private found(outcome: ScanOutcome & Result): void {
    this.add(outcome.product, outcome.line);
    this.latest.set(outcome);
    this.entries.set(this.entries.get().filter((entry) => entry.id !== outcome.id));
  }

  private missed(entry: ScanEntry): void {
    this.missCount += 1;
    this.latest.set({ id: entry.id, text: entry.text });
    this.entries.set(this.entries.get().map((one) => (one.id === entry.id ? entry : one)));
  }
}
