import { mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './replace-file.js';

/** Addresses and process ids of a running installation, for the demo, the audit and tests. */
export type InstallationFile = {
  url: string;
  docsUrl: string;
  temporalPages?: string;
  mongoUrl: string;
  natsUrl: string;
  temporalAddress: string;
  database: string;
  pids: Record<string, number>;
};

/** Writes the addresses and process ids of the running installation, atomically: several processes may restart at the same moment. */
export function writeInstallationFile(dataDir: string, shop: InstallationFile): void {
  const file = installationFile(dataDir);
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  replaceFile(file, JSON.stringify(shop, null, 2));
}

/** The running installation of a data folder; undefined when none runs there. */
export async function readInstallationFile(dataDir: string): Promise<InstallationFile | undefined> {
  const text = await readFile(installationFile(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as InstallationFile);
}

/** Removes the installation file of a data folder. */
export async function removeInstallationFile(dataDir: string): Promise<void> {
  await rm(installationFile(dataDir), { force: true });
}

function installationFile(dataDir: string): string {
  return join(dataDir, 'run', 'installation.json');
}
