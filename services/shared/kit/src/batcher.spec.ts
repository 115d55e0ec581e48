import { expect, test } from '@jest/globals';
import { Batcher } from './batcher.js';
import { eventually } from './testing/eventually.js';

test('items of one turn are one batch; later ones wait for it; no batch exceeds the limit', async () => {
  const batches: number[][] = [];
  let release = (): void => undefined;
  const batcher = new Batcher<number>(3, async (batch) => {
    batches.push([...batch]);
    await new Promise<void>((resolve) => (release = resolve));
  });
  batcher.push(1);
  batcher.push(2);
  await eventually(() => expect(batches).toEqual([[1, 2]]));
  for (const item of [3, 4, 5, 6]) batcher.push(item);
  release();
  await eventually(() =>
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]),
  );
  release();
  await eventually(() => expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]));
  batcher.push(7);
  const cleared = batcher.clear();
  release();
  await cleared;
  expect(batches).toHaveLength(3);
});
