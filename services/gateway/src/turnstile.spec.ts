import { expect, test } from '@jest/globals';
import { Turnstile } from './turnstile.js';

/** An act that is under way until it is told to end. */
function act() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { run: () => promise, end: resolve };
}

test('so many are under way at a time, the others follow in order of arrival', async () => {
  const turnstile = new Turnstile(2);
  const acts = [act(), act(), act(), act()];
  const begun: number[] = [];
  const passed = acts.map((one, index) =>
    turnstile.pass(() => {
      begun.push(index);
      return one.run().then(() => index);
    }),
  );
  expect(begun).toEqual([0, 1]);
  acts[1]!.end();
  expect(await passed[1]).toBe(1);
  acts[0]!.end();
  await passed[0];
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const one of acts) one.end();
  expect(await Promise.all(passed)).toEqual([0, 1, 2, 3]);
});

test('who waits too long is told that nothing was done, and it is not done later; who is under way is not disturbed', async () => {
  const turnstile = new Turnstile(1, 20);
  const long = act();
  const first = turnstile.pass(() => long.run().then(() => 'done'));
  let ran = false;
  const second = turnstile.pass(async () => void (ran = true));
  await expect(second).rejects.toMatchObject({ code: 'house.busy', kind: 'tooMany' });
  long.end();
  expect(await first).toBe('done');
  expect(await turnstile.pass(async () => 'next')).toBe('next');
  expect(ran).toBe(false);
});

test('what an act throws is what its caller gets, and the next one follows', async () => {
  const turnstile = new Turnstile(1);
  await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.pass(async () => 7)).toBe(7);
});
