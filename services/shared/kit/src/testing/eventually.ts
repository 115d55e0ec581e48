import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 25;

/** Repeats the assertion until it holds and returns its value; after `withinMs` fails with its last error. */
export async function eventually<T>(assertion: () => T | Promise<T>, withinMs = 10_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(INTERVAL_MS);
    }
  }
}
