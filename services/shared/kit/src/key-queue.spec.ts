import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyQueue } from './key-queue.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('tasks with a common key never overlap and keep their order; every task ends, whatever its keys', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }), { maxLength: 25 }),
      async (tasks) => {
        const queue = new KeyQueue();
        const running = new Set<string>();
        const order = new Map<string, number[]>();
        await Promise.all(
          tasks.map((keys, index) =>
            queue.run(keys, async () => {
              for (const key of new Set(keys)) {
                expect(running.has(key)).toBe(false);
                running.add(key);
                order.set(key, [...(order.get(key) ?? []), index]);
              }
              await turn();
              for (const key of keys) running.delete(key);
            }),
          ),
        );
        for (const indexes of order.values()) expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
        expect(queue.size).toBe(0);
      },
    ),
    { numRuns: 50 },
  );
});

test('a task that fails lets the next one run', async () => {
  const queue = new KeyQueue();
  const first = queue.run(['a'], () => Promise.reject(new Error('no')));
  const second = queue.run(['a'], async () => 'in');
  await expect(first).rejects.toThrow('no');
  await expect(second).resolves.toBe('in');
});

test('tasks without a common key run concurrently', async () => {
  const queue = new KeyQueue();
  let release!: () => void;
  const held = queue.run(['a'], () => new Promise<void>((resolve) => (release = resolve)));
  await expect(queue.run(['b'], async () => 'free')).resolves.toBe('free');
  release();
  await held;
});
