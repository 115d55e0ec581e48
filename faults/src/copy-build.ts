import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { rootDir } from '@comptoir/deploy/testing';

/** The folders of the packages that run; the last part is the name of the package. */
const PACKAGES = [
  'services/shared/contracts',
  'services/shared/kit',
  'services/catalog',
  'services/inventory',
  'services/sales',
  'services/invoicing',
  'services/warranty',
  'services/gateway',
  'workflows',
  'deploy',
];

/** A text that occurs exactly once in a built file, and its replacement. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replacement: string;
}

/** A copy of the built system. */
export interface BuildCopy {
  readonly folder: string;
  /** Deletes the copy. */
  remove(): void;
}

/** Copies the built packages to a temporary folder, whose name begins with `prefix`, and applies the patches; dependencies and servers are linked. */
export function copyBuild(patches: readonly Patch[] = [], prefix = 'comptoir-copy-'): BuildCopy {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(rootDir, file), join(folder, file));
  mkdirSync(join(rootDir, '.servers'), { recursive: true }); // a fresh clone has none yet
  symlinkSync(join(rootDir, '.servers'), join(folder, '.servers'));
  linkDependencies(folder);
  for (const name of PACKAGES) copyPackage(name, folder);
  for (const patch of patches) applyPatch(folder, patch);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function linkDependencies(folder: string): void {
  mkdirSync(join(folder, 'node_modules', '@comptoir'), { recursive: true });
  for (const name of readdirSync(join(rootDir, 'node_modules'))) {
    if (name !== '@comptoir') symlinkSync(join(rootDir, 'node_modules', name), join(folder, 'node_modules', name));
  }
}

function copyPackage(name: string, folder: string): void {
  for (const part of ['package.json', 'dist', 'requirements.txt']) {
    const from = join(rootDir, name, part);
    if (existsSync(from)) cpSync(from, join(folder, name, part), { recursive: true, filter: isNoBundle });
  }
  const ownDependencies = join(rootDir, name, 'node_modules'); // those that it needs in another version than the others
  if (existsSync(ownDependencies)) symlinkSync(ownDependencies, join(folder, name, 'node_modules'));
  symlinkSync(join(folder, name), join(folder, 'node_modules', '@comptoir', basename(name)));
}

/** The bundle of the workflows that an image build leaves: with it, a patch of a workflow file has no effect. */
function isNoBundle(path: string): boolean {
  return basename(path) !== 'workflow-bundle.js';
}

function applyPatch(folder: string, { file, find, replacement }: Patch): void {
  const path = join(folder, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2)
    throw new Error(
      `${file} contains ${JSON.stringify(find)} ${parts.length - 1} times, but a patch needs exactly one occurrence: adapt it to the present code`,
    );
  writeFileSync(path, parts.join(replacement));
}
