import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';

type Stage = { name: string; base: string; copied: { from: string; to: string }[] };

/** The stages of a Dockerfile with what each copies from the build context. */
function stagesOf(dockerfile: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of dockerfile.split('\n')) {
    const [, base, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
    if (base && name) stages.push({ base, name, copied: [] });
    const [, words] = /^COPY (?!--from)(.+)$/.exec(line) ?? [];
    const paths = words?.trim().split(/\s+/) ?? [];
    const to = paths.pop();
    if (to) stages.at(-1)?.copied.push(...paths.map((from) => ({ from, to })));
  }
  return stages;
}

/** The paths of the repository that a stage has, under the same path. */
function contentOf(stages: Stage[], name: string): string[] {
  const stage = stages.find((one) => one.name === name);
  if (!stage) return [];
  const own = stage.copied.filter(({ from, to }) => {
    const target = to.endsWith('/') ? posix.join(to, posix.basename(from)) : to;
    return posix.normalize(from) === posix.normalize(target);
  });
  return [...contentOf(stages, stage.base), ...own.map(({ from }) => posix.normalize(from))];
}

/** What is wanted and neither copied nor inside something copied. */
function missingFrom(content: string[], wanted: string[]): string[] {
  return wanted.filter((path) => !content.some((has) => path === has || path.startsWith(`${has}/`)));
}

async function wantedByTheBuild(): Promise<{ manifests: string[]; sources: string[] }> {
  const { workspaces } = JSON.parse(await readFile(join(rootDir, 'package.json'), 'utf8')) as { workspaces: string[] };
  const { references } = JSON.parse(await readFile(join(rootDir, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  return {
    manifests: ['package.json', 'package-lock.json', '.npmrc', ...workspaces.map((path) => `${path}/package.json`)],
    sources: ['tsconfig.json', 'tsconfig.base.json', ...workspaces, ...references.map(({ path }) => path)],
  };
}

const dockerfile = await readFile(join(rootDir, 'deploy/Dockerfile'), 'utf8');

test('the Dockerfile copies the manifest of every workspace, and every workspace and project that the build refers to', async () => {
  const { manifests, sources } = await wantedByTheBuild();
  const stages = stagesOf(dockerfile);
  expect(missingFrom(contentOf(stages, 'packages'), manifests)).toEqual([]);
  expect(missingFrom(contentOf(stages, 'build'), [...manifests, ...sources])).toEqual([]);
});

test('one that is left out is found', async () => {
  const { manifests, sources } = await wantedByTheBuild();
  const without = (line: string): Stage[] => {
    expect(dockerfile).toContain(`\n${line}\n`);
    return stagesOf(dockerfile.replace(`\n${line}\n`, '\n'));
  };
  expect(missingFrom(contentOf(without('COPY faults faults'), 'build'), sources)).toEqual(['faults', 'faults']);
  expect(missingFrom(contentOf(without('COPY bench/package.json bench/'), 'packages'), manifests)).toEqual([
    'bench/package.json',
  ]);
});

test('nothing that the build needs is kept out of its context', async () => {
  const { manifests, sources } = await wantedByTheBuild();
  const ignored = (await readFile(join(rootDir, '.dockerignore'), 'utf8')).split('\n').filter(Boolean);
  const plain = ignored.filter((pattern) => !pattern.includes('*'));
  expect(
    [...manifests, ...sources].filter((path) => plain.some((one) => path === one || path.startsWith(`${one}/`))),
  ).toEqual([]);
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '.git', '.data']));
});
