/**
 * Lines up acts that name a common key, in order of arrival; acts with no key in common run side by side.
 * Every act takes its place in all its queues at once, so that none can wait for the other in a circle.
 */
export class KeyQueue {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs `act` once everything before it under any of `keys` has ended. */
  async run<T>(keys: readonly string[], act: () => Promise<T>): Promise<T> {
    const unique = [...new Set(keys)];
    if (unique.length === 0) return act();
    const before = unique.map((key) => this.tails.get(key) ?? Promise.resolve());
    let leave!: () => void;
    const mine = new Promise<void>((resolve) => (leave = resolve));
    const tail = Promise.all(before).then(() => mine);
    for (const key of unique) this.tails.set(key, tail);
    try {
      await Promise.all(before);
      return await act();
    } finally {
      leave();
      for (const key of unique) if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }

  /** How many keys have an act running or waiting. */
  get size(): number {
    return this.tails.size;
  }
}
