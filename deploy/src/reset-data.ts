import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CliError } from './cli-error.js';
import { readLauncherSettings } from './settings.js';
import type { StartFlags } from './start-flags.js';
import type { Logger } from './logger.js';

/** Deletes the data folder after a yes: from the flag, or from the person at the terminal. */
export async function resetData(
  { dataDir, yes }: StartFlags,
  env: NodeJS.ProcessEnv,
  log: Logger,
  shutdown: AbortSignal,
): Promise<void> {
  if (readLauncherSettings(env).COMPTOIR_MONGO_URL)
    throw new CliError(
      '--fresh deletes the data folder and cannot empty the database of COMPTOIR_MONGO_URL: drop its comptoir databases yourself, or remove that setting.',
    );
  if (!existsSync(dataDir)) return;
  if (!['database', 'run', 'logs'].some((name) => existsSync(join(dataDir, name)))) {
    throw new CliError(
      `${dataDir} does not look like the data of a shop and was not deleted: name another folder with --data.`,
    );
  }
  if (!yes && !(await saysYes(dataDir, shutdown))) throw new CliError('Nothing was deleted.');
  await rm(dataDir, { recursive: true, force: true });
  log(`${dataDir} deleted`);
}

async function saysYes(dataDir: string, shutdown: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CliError('--fresh deletes all data of the shop and nobody is at the terminal to be asked: add --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`Delete all data of the shop in ${dataDir}? (yes/no) `, {
      signal: shutdown,
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
