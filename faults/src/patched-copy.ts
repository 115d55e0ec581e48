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
import { join } from 'node:path';
import { rootDir } from '@comptoir/deploy/testing';

const ROOMS = [
  'services/shared/contracts',
  'services/shared/kit',
  ...['catalog', 'inventory', 'sales', 'invoicing', 'warranty', 'gateway'].map((room) => `services/${room}`),
  'workflows',
  'deploy',
];

/** A text that stands once in a built file, and what is put in its place. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** Copies the built house, so that a mistake can be made in the copy; packages and servers are those of the original. */
export function copyOfTheBuild(patches: readonly Patch[] = []): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-copy-'));
  for (const room of ROOMS) {
    for (const part of ['package.json', 'dist', 'src/pages', 'requirements.txt']) {
      const from = join(rootDir, room, part);
      if (existsSync(from)) cpSync(from, join(folder, room, part), { recursive: true });
    }
    const own = join(rootDir, room, 'node_modules'); // what this room needs in another version than the rest
    if (existsSync(own)) symlinkSync(own, join(folder, room, 'node_modules'));
  }
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(rootDir, file), join(folder, file));
  mkdirSync(join(folder, 'node_modules', '@comptoir'), { recursive: true });
  for (const name of readdirSync(join(rootDir, 'node_modules'))) {
    if (name !== '@comptoir') symlinkSync(join(rootDir, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const name of [
    'contracts',
    'kit',
    'catalog',
    'inventory',
    'sales',
    'invoicing',
    'warranty',
    'gateway',
    'workflows',
    'deploy',
  ]) {
    const room = ROOMS.find((one) => one.split('/').at(-1) === name) as string;
    symlinkSync(join(folder, room), join(folder, 'node_modules', '@comptoir', name));
  }
  symlinkSync(join(rootDir, '.servers'), join(folder, '.servers'));
  for (const patch of patches) apply(folder, patch);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function apply(folder: string, { file, find, put }: Patch): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(
      `${file} holds ${JSON.stringify(find)} ${parts.length - 1} times: the mistake can no longer be made this way`,
    );
  writeFileSync(path, parts.join(put));
}
