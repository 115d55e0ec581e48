import { expect, test } from '@jest/globals';
import { ConcurrencyLimiter } from './concurrency-limiter.js';

/** A task that runs until the test ends it. */
function task() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { run: () => promise, end: resolve };
}

test('a limited number run concurrently, the others follow in order of arrival', async () => {
  const limiter = new ConcurrencyLimiter(2);
  const tasks = [task(), task(), task(), task()];
  const begun: number[] = [];
  const passed = tasks.map((one, index) =>
    limiter.run(() => {
      begun.push(index);
      return one.run().then(() => index);
    }),
  );
  expect(begun).toEqual([0, 1]);
  tasks[1]!.end();
  expect(await passed[1]).toBe(1);
  tasks[0]!.end();
  await passed[0];
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const one of tasks) one.end();
  expect(await Promise.all(passed)).toEqual([0, 1, 2, 3]);
});

test('a task that waits too long is refused and never run; running tasks are not disturbed', async () => {
  const limiter = new ConcurrencyLimiter(1, 20);
  const long = task();
  const first = limiter.run(() => long.run().then(() => 'done'));
  let ran = false;
  const second = limiter.run(async () => void (ran = true));
  await expect(second).rejects.toMatchObject({ code: 'server.overloaded', kind: 'tooMany' });
  long.end();
  expect(await first).toBe('done');
  expect(await limiter.run(async () => 'next')).toBe('next');
  expect(ran).toBe(false);
});

test('what a task throws is what its caller gets, and the next one follows', async () => {
  const limiter = new ConcurrencyLimiter(1);
  await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await limiter.run(async () => 7)).toBe(7);
});
