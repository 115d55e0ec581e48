/** The counts of a test run. */
export type TestCounts = { passed: number; failed: number; skipped: number };

type JestResult = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
};

/** Counts tests in jest's result; a file that could not run, and a run without a result, count as one failure each. */
export function countTests(json: string): TestCounts {
  if (json === '') return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(json) as JestResult;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** The line a test run ends with. */
export function countsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A run passes when at least one test passed and none failed. */
export function exitCodeOf({ passed, failed }: TestCounts): number {
  return passed > 0 && failed === 0 ? 0 : 1;
}
