import { expect, test } from '@jest/globals';
import { MISTAKES, problemsWith, type Mistake } from '../src/mutations.js';

/** The matrix sees: the cheapest of the deliberate mistakes is made here, all of them by `npm run faults -- --mutations`. */
test('with the undo pushed after its step the matrix goes red', async () => {
  const problems = await problemsWith(MISTAKES[0] as Mistake);
  expect(problems).toContain('QUIET: 1 open holds');
}, 240_000);
