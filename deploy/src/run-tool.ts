import { execa } from 'execa';
import { rootDir } from './paths.js';

/** Runs a tool with this Node in the root folder, its output on the terminal; resolves to its exit code. The signal ends it. */
export async function runTool(
  args: string[],
  env: Record<string, string> = {},
  shutdown?: AbortSignal,
): Promise<number> {
  const { exitCode } = await execa(process.execPath, args, {
    cwd: rootDir,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    reject: false,
    ...(shutdown ? { cancelSignal: shutdown } : {}),
  });
  return exitCode ?? 1;
}
