import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { catalog, inventory, invoicing, sales, warranty, type MessageContract } from '@comptoir/contracts';
import { rootDir } from '../src/paths.js';
import { PARTS, specFiles } from './specs/import-specs.js';

const services: Readonly<Record<string, Readonly<Record<string, MessageContract>>>> = {
  catalog,
  inventory,
  sales,
  invoicing,
  warranty,
};
const fileOf = (message: string): string =>
  `${message.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
const filesIn = (service: string, folder: string): string[] => {
  const path = join(rootDir, 'services', service, 'src', folder);
  return existsSync(path) ? readdirSync(path).toSorted() : [];
};

test.each(Object.entries(services))(
  'every message of %s has one file of its name, and the folders hold nothing else',
  (service, contract) => {
    const messages = Object.entries(contract);
    const named = (kind: string) => messages.filter(([, one]) => one.kind === kind).map(([name]) => fileOf(name));
    expect(filesIn(service, 'commands')).toEqual(named('command').toSorted());
    expect(filesIn(service, 'queries')).toEqual(named('query').toSorted());
  },
);

test.each(Object.entries(services))(
  'every command of %s is decided by a pure function named after it',
  (service, contract) => {
    const domain = filesIn(service, 'domain')
      .filter((name) => name.endsWith('.ts'))
      .map((file) => readFileSync(join(rootDir, 'services', service, 'src', 'domain', file), 'utf8'));
    const missing = Object.entries(contract)
      .filter(([, one]) => one.kind === 'command')
      .map(([name]) => `decide${name[0]!.toUpperCase()}${name.slice(1)}`)
      .filter((name) => !domain.some((text) => text.includes(`export function ${name}(`)));
    expect(missing).toEqual([]);
  },
);

test.each(Object.keys(services))('the store of %s is in the files that its name promises', (service) => {
  expect(filesIn(service, 'store')).toEqual(expect.arrayContaining([`${service}-store.ts`, `${service}.schema.ts`]));
});

test('every spec runs in one of the files that run the specs together', () => {
  const known = execFileSync('git', ['ls-files', '*.spec.ts'], { cwd: rootDir, encoding: 'utf8' }).trim().split('\n');
  expect(known.length).toBeGreaterThan(100);
  expect(specFiles()).toEqual(expect.arrayContaining(known));
  const parts = Array.from({ length: PARTS }, (_none, at) => [
    `part-${at + 1}.ts`,
    `await importSpecs(${at + 1});`,
  ]) as [string, string][];
  const folder = join(rootDir, 'deploy', 'test', 'specs');
  expect(readdirSync(folder).filter((name) => name.startsWith('part-'))).toEqual(parts.map(([name]) => name));
  for (const [name, line] of parts) expect(readFileSync(join(folder, name), 'utf8')).toContain(line);
});
