import { open, readFile, rm } from 'node:fs/promises';
import { CliError } from './cli-error.js';
import { isAlive } from './process-table.js';
import { until } from './waiting.js';

/** Does the work while no other process does it under the same lock file; a lock whose owner is dead does not count. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const locked = await until(() => tryLock(file), 5 * 60_000);
  if (!locked)
    throw new CliError(
      `Another process has held ${file} for five minutes: end it, or delete the file when there is none.`,
    );
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch {
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    return false;
  }
}
