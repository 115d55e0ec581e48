/**
 * Runs tasks with a common key one after the other, in order of arrival; tasks without a common key run concurrently.
 * A task joins all its queues at once, so two tasks can never wait for each other (no deadlock).
 */
export class KeyQueue {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs the task when every earlier task with one of these keys has ended. */
  async run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const unique = [...new Set(keys)];
    if (unique.length === 0) return task();
    const before = unique.map((key) => this.tails.get(key) ?? Promise.resolve());
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    const tail = Promise.all(before).then(() => done);
    for (const key of unique) this.tails.set(key, tail);
    try {
      await Promise.all(before);
      return await task();
    } finally {
      leave();
      for (const key of unique) if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }

  /** Number of keys with a task that runs or waits. */
  get size(): number {
    return this.tails.size;
  }
}
