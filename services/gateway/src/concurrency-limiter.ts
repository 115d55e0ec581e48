import PQueue from 'p-queue';
import { gatewayErrors } from '@comptoir/contracts';

/** How long a request waits for a slot before it is refused and may be sent again, milliseconds. */
const MAX_WAIT_MS = 15_000;

/**
 * Admission control: runs a limited number of tasks concurrently, the others in order of arrival. More concurrency would only
 * make all of them slower, because they compete for the same processors.
 */
export class ConcurrencyLimiter {
  private readonly queue: PQueue;

  constructor(
    atOnce: number,
    private readonly maxWaitMs = MAX_WAIT_MS,
  ) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  /** Runs the task when a slot is free; refuses `server.overloaded` when that takes too long, and then the task never runs. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const timeout = new AbortController();
    const busy = gatewayErrors.busy(
      'More is being sold at the moment than this server can process. This request started nothing; please send it again.',
    );
    const timer = setTimeout(() => timeout.abort(busy), this.maxWaitMs);
    const start = (): Promise<T> => {
      clearTimeout(timer); // a task that has started is never given up
      return task();
    };
    return this.queue.add(start, { signal: timeout.signal });
  }
}
