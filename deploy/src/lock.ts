import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import { CliError } from './cli-error.js';

/** Runs the work while no other process holds the lock of this file; the lock of a dead process ends after ten seconds. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const release = await lock(file, {
    realpath: false, // the file itself need not exist
    stale: 10_000,
    retries: { retries: 600, factor: 1, minTimeout: 500 },
  }).catch((error: Error) => {
    throw new CliError(
      `Another process has held ${file}.lock for five minutes (${error.message}): end it, or delete that folder when there is none.`,
    );
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
