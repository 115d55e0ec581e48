import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const src = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** What a function says of a file, worked out once: the pages share most of their modules. */
function onceEach(work: (file: string) => string[]): (file: string) => string[] {
  const known = new Map<string, string[]>();
  return (file) => {
    const found = known.get(file) ?? work(file);
    known.set(file, found);
    return found;
  };
}

/** The part of each message. */
const partOf = new Map(
  readdirSync(join(src, 'i18n', 'en')).flatMap((file) =>
    [...textOf(join(src, 'i18n', 'en', file)).matchAll(/^ {2}'([\w.-]+)':/gm)].map(([, key = '']) => [
      key,
      basename(file, '.ts'),
    ]),
  ),
);
const keys = [...partOf.keys()];

function fileOf(from: string, specifier: string): string | undefined {
  const path = join(from, '..', specifier).replace(/\.js$/, '');
  return [`${path}.ts`, `${path}.tsx`].find((file) => existsSync(file));
}

/** The modules that a module imports, read once. */
const importsOf = onceEach((file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|^import|import\() ?'(\.[^']+)'/gm)].flatMap(
    ([, specifier = '']) => fileOf(file, specifier) ?? [],
  ),
);

/** A module and what it imports, from file to file; what it loads later comes with the page that loads it. */
function modulesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || file.includes('/i18n/')) return found;
  found.add(file);
  for (const next of importsOf(file)) modulesOf(next, found);
  return found;
}

/** The messages that the texts of a module name, whole or by their beginning. */
const keysIn = onceEach((file: string): string[] => {
  const named = [...textOf(file).matchAll(/['`]([a-z][a-z-]*\.[\w.-]*)(\$\{|['`])/g)];
  return named.flatMap(([, name = '', end]) =>
    end === '${' ? keys.filter((key) => key.startsWith(name)) : keys.filter((key) => key === name),
  );
});

const router = textOf(join(src, 'router.tsx'));
const pages = [...router.matchAll(/\bpage\(\s*\(\) => import\('([^']+)'\),\s*'(\w+)',?([^)]*)\)/g)].map(
  ([, path = '', name = '', parts = '']) => ({
    name,
    file: fileOf(join(src, 'router.tsx'), path)!,
    parts: [...parts.matchAll(/'([a-z]+)'/g)].map(([, part]) => part!),
  }),
);

test('every page is loaded with its messages', () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(router.match(/import\('/g)).toHaveLength(pages.length);
});

describe.each(pages)('$name', ({ file, parts }) => {
  test('names the parts of the messages that it shows, and no others', () => {
    const shown = [...modulesOf(file)].flatMap(keysIn).map((key) => partOf.get(key)!);
    const needed = [...new Set(shown)].filter((part) => part !== 'every');
    expect(parts.toSorted()).toEqual(needed.toSorted());
  });
});

test('what every page shows is in the part of every page', () => {
  const ofPages = new Set(pages.flatMap((one) => [...modulesOf(one.file)]));
  const shown = [...modulesOf(join(src, 'main.tsx'))].filter((file) => !ofPages.has(file));
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.flatMap(keysIn).filter((key) => partOf.get(key) !== 'every')).toEqual([]);
});
