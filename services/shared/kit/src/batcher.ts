/**
 * Collects items that arrive in the same turn of the event loop and hands them over in batches, one batch at a time.
 * Items that arrive while a batch is being handled wait for the next one.
 */
export class Batcher<T> {
  private readonly waiting: T[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly maxSize: number,
    private readonly handle: (batch: readonly T[]) => Promise<void>,
  ) {}

  /** Adds an item to the next batch. */
  push(item: T): void {
    this.waiting.push(item);
    this.running ??= this.run();
  }

  /** Drops the items that wait, and resolves when the batch in progress has been handled. */
  async clear(): Promise<void> {
    this.waiting.length = 0;
    await this.running;
  }

  private async run(): Promise<void> {
    // Messages of one commit arrive in one read of the socket: by the next turn of the event loop all of them are here.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.waiting.length > 0) await this.handle(this.waiting.splice(0, this.maxSize));
    } finally {
      this.running = undefined;
    }
  }
}
