import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestCounts, countTests } from './count-tests.js';
import { rootDir } from './paths.js';
import { runTool } from './run-tool.js';

/** Runs the TypeScript build; returns its exit code. */
export function build(): Promise<number> {
  return runTool([join(rootDir, 'node_modules', 'typescript', 'bin', 'tsc'), '--build']);
}

/** Prints which files are not formatted as `.oxfmtrc.json` requires; returns the formatter's exit code. */
export function formatCheck(): Promise<number> {
  return runTool([join(rootDir, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), '--check']);
}

/** One thread, for each thread of the typed rules reads all types for itself; and less work to free memory that is free soon. */
const LINT_ENV = { GOMAXPROCS: '1', GOGC: '600' };

/** Runs the linter with the import law and the rules that need types; returns its exit code. */
export function lint(shutdown?: AbortSignal): Promise<number> {
  const oxlint = join(rootDir, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return runTool([oxlint, '--type-aware', '--config', 'oxlint.config.ts'], LINT_ENV, shutdown);
}

/** The specs in few files, and every other test. */
export const TOGETHER = 'jest.together.config.js';

/** Runs jest with the given arguments, by default with each spec as a test file of its own; returns what it counted. */
export async function jest(
  args: string[],
  env: Record<string, string>,
  shutdown?: AbortSignal,
  config = 'jest.config.js',
): Promise<TestCounts> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-jest-'));
  const output = join(folder, 'result.json');
  const jestBin = join(rootDir, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    await runTool(
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        jestBin,
        '--config',
        config,
        '--json',
        `--outputFile=${output}`,
        ...args,
      ],
      env,
      shutdown,
    );
    return countTests(await readFile(output, 'utf8').catch(() => ''));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
