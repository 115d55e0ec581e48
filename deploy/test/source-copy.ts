import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { rootDir } from '../src/paths.js';

/** A copy of some packages of the repository in a temporary folder. */
export interface SourceCopy {
  readonly folder: string;
  /** Deletes the copy. */
  remove(): void;
}

/** Copies the sources and builds of the given packages; dependencies are linked. The packages import each other, not the originals. */
export function copySources(packages: readonly string[], rootFiles: readonly string[]): SourceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-sources-'));
  for (const file of rootFiles) cpSync(join(rootDir, file), join(folder, file));
  mkdirSync(join(folder, 'node_modules', '@comptoir'), { recursive: true });
  for (const name of readdirSync(join(rootDir, 'node_modules'))) {
    if (name !== '@comptoir') symlinkSync(join(rootDir, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const path of packages) copyPackage(path, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function copyPackage(path: string, folder: string): void {
  const from = join(rootDir, path);
  const isSource = (file: string): boolean => !['node_modules', 'pages'].includes(basename(file));
  cpSync(from, join(folder, path), { recursive: true, preserveTimestamps: true, filter: isSource });
  const ownDependencies = join(from, 'node_modules'); // those that it needs in another version than the others
  if (existsSync(ownDependencies)) symlinkSync(ownDependencies, join(folder, path, 'node_modules'));
  symlinkSync(join(folder, path), join(folder, 'node_modules', '@comptoir', basename(path)));
}
