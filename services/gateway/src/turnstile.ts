import PQueue from 'p-queue';
import { houseRefusals } from '@comptoir/contracts';

/** How long a request waits for its turn before it is told that it started nothing and to ask again. */
const PATIENCE_MS = 15_000;

/**
 * Lets so many acts in at a time, the others in order of arrival. More at once would only make each of them slower, and
 * all together: every act costs more while others fight it for the same processors.
 */
export class Turnstile {
  private readonly queue: PQueue;

  constructor(
    atOnce: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  /** Does the act when its turn comes; refuses `house.busy` when that takes too long, and then it is not done. */
  async pass<T>(act: () => Promise<T>): Promise<T> {
    const impatience = new AbortController();
    const busy = houseRefusals.busy(
      'More is being sold just now than this house can do at once. This request started nothing; please send it again.',
    );
    const timer = setTimeout(() => impatience.abort(busy), this.patienceMs);
    const inTurn = (): Promise<T> => {
      clearTimeout(timer); // from here on nobody gives up
      return act();
    };
    return this.queue.add(inTurn, { signal: impatience.signal });
  }
}
