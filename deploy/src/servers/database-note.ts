import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerSource } from './server.js';

/** Which database a data folder was created with: another database cannot read its files. */
export async function storedDatabase(dataDir: string): Promise<'configured' | 'mongod' | 'wheel' | undefined> {
  const text = await readFile(noteFile(dataDir), 'utf8').catch(() => '');
  return (['configured', 'mongod', 'wheel'] as const).find((kind) => kind === text.trim());
}

/** Stores which database a data folder runs on. */
export async function keepDatabase(dataDir: string, source: ServerSource): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(noteFile(dataDir), source === 'path' || source === 'archive' ? 'mongod' : source);
}

function noteFile(dataDir: string): string {
  return join(dataDir, 'database');
}
