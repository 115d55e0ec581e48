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

/** Runs the linter with the import law and the rules that need types; returns its exit code. */
export function lint(shutdown?: AbortSignal): Promise<number> {
  const oxlint = join(rootDir, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return runTool([oxlint, '--type-aware', '--config', 'oxlint.config.ts'], {}, shutdown);
}

/** Runs jest with the given arguments; returns what it counted. */
export async function jest(args: string[], env: Record<string, string>, shutdown?: AbortSignal): Promise<TestCounts> {
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
        'jest.config.js',
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
