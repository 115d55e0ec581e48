import { expect, test } from '@jest/globals';
import { MUTATIONS, type Mutation } from '../src/mutations.js';
import { problemsWith } from '../src/run-mutations.js';

/** The fastest mutation shows that the matrix detects a bug; `npm run faults -- --mutations` runs all of them. */
test('the matrix goes red when the undo is pushed after its step', async () => {
  const problems = await problemsWith(MUTATIONS[0] as Mutation);
  expect(problems).toContain('QUIET: 1 open holds');
}, 240_000);
