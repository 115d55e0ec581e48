import { expect, test } from '@jest/globals';
import { pauseAfter } from './pace.js';

test.each([
  [10, 250, 1, 0],
  [10, 250, 0.5, 10],
  [10, 250, 0.2, 40],
  [10, 5, 0.2, 4],
  [10, 0, 0.2, 0],
  [60_000, 250, 0.2, 3_000],
])('after %d ms for %d rows at a share of %d it pauses %d ms', (took, rows, share, paused) => {
  expect(pauseAfter(took, rows, share)).toBeCloseTo(paused);
});
