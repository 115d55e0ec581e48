import { expect, test } from '@jest/globals';
import { countTests, countsLine, exitCodeOf } from '../src/count-tests.js';

const result = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

test.each([
  { run: { ...result, numPassedTests: 12 }, line: '12 passed, 0 failed', code: 0 },
  {
    run: { ...result, numPassedTests: 12, numPendingTests: 2, numTodoTests: 1 },
    line: '12 passed, 0 failed, 3 skipped',
    code: 0,
  },
  { run: { ...result, numPassedTests: 12, numFailedTests: 1 }, line: '12 passed, 1 failed', code: 1 },
  { run: { ...result, numPassedTests: 12, numRuntimeErrorTestSuites: 2 }, line: '12 passed, 2 failed', code: 1 },
  { run: result, line: '0 passed, 0 failed', code: 1 },
])('$line', ({ run, line, code }) => {
  const counts = countTests(JSON.stringify(run));
  expect([countsLine(counts), exitCodeOf(counts)]).toEqual([line, code]);
});

test('a run that left no result is a failure', () => {
  expect(countsLine(countTests(''))).toBe('0 passed, 1 failed');
});
