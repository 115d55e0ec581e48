import { dirname, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package-lock.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The root of the repository was not found.');
  return findRoot(parent);
}

/** The folder of the repository, wherever this file was compiled to. */
export const rootDir = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where servers that the launcher fetched itself are kept. */
export const serversDir = join(rootDir, '.servers');

/** The pinned wheels with their hashes. */
export const requirementsFile = join(rootDir, 'deploy', 'requirements.txt');

/** The folder a person named, or the shop's own, as an absolute path. */
export function dataDirOf(given: string | undefined): string {
  return resolve(rootDir, given ?? '.data');
}
