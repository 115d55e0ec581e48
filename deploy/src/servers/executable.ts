import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The full path of an executable on the PATH of the given environment, or undefined. */
export async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** Whether there is a file at the path that may be executed. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The version of a program, as digits and dots; undefined when it does not run here. */
export async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await execute(path, ['--version'], { timeout: 20_000 });
    return /\d+\.\d+\.\d+[\w.-]*/.exec(stdout + stderr)?.[0];
  } catch {
    return undefined;
  }
}
