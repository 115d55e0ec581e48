import PQueue from 'p-queue';
import { gatewayErrors } from '@comptoir/contracts';

/** How long a request waits for its turn before it is told that it started nothing and to ask again. */
const MAX_WAIT_MS = 15_000;

/**
 * Lets so many acts in at a time, the others in order of arrival. More at once would only make each of them slower, and
 * all together: every act costs more while others fight it for the same processors.
 */
export class ConcurrencyLimiter {
  private readonly queue: PQueue;

  constructor(
    atOnce: number,
    private readonly maxWaitMs = MAX_WAIT_MS,
  ) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  /** Does the act when its turn comes; refuses `server.overloaded` when that takes too long, and then it is not done. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const timeout = new AbortController();
    const busy = gatewayErrors.busy(
      'More is being sold just now than this house can do at once. This request started nothing; please send it again.',
    );
    const timer = setTimeout(() => timeout.abort(busy), this.maxWaitMs);
    const start = (): Promise<T> => {
      clearTimeout(timer); // from here on nobody gives up
      return task();
    };
    return this.queue.add(start, { signal: timeout.signal });
  }
}
