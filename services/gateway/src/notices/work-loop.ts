import { backoffMs, pause, type Log } from '@comptoir/kit';

const IDLE_MS = 5_000;

/** Does what is due, one after the other, until stopped; between looks it rests, and `wake` ends the rest. */
export class WorkLoop {
  private readonly stopping = new AbortController();
  private resting = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    /** Does one piece of work; false where nothing is due. */
    private readonly work: () => Promise<boolean>,
    private readonly log: Log,
    private readonly idleMs = IDLE_MS,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Something may be due: the next look is now. */
  wake(): void {
    this.resting.abort();
  }

  /** Finishes the piece of work in progress. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      this.resting = new AbortController();
      const ended = AbortSignal.any([this.stopping.signal, this.resting.signal]);
      try {
        const worked = await this.work();
        failures = 0;
        if (!worked) await pause(this.idleMs, ended);
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error }, 'notices cannot be sent at the moment');
        await pause(backoffMs(failures, 500, 30_000), this.stopping.signal);
      }
    }
  }
}
