import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';
import { applyBlock, codeBlocks } from './code-blocks.js';
import { copySources, type SourceCopy } from './source-copy.js';

const PACKAGES = ['services/shared/contracts', 'services/shared/kit', 'services/catalog', 'services/gateway', 'web'];
const ROOT_FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'jest.config.js',
  'jest.sequencer.js',
  '.oxfmtrc.json',
];
const document = readFileSync(join(rootDir, 'docs/adding-a-command.md'), 'utf8');

describe('docs/adding-a-command.md', () => {
  let copy: SourceCopy;
  beforeAll(() => {
    copy = copySources(PACKAGES, ROOT_FILES);
    for (const block of codeBlocks(document)) applyBlock(copy.folder, block);
  });
  afterAll(() => copy.remove());

  /** Runs Node in the copy; its exit code and output. */
  function node(...args: string[]): { code: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy.folder, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }
  const compile = (...projects: string[]) => node('node_modules/typescript/bin/tsc', '--build', ...projects);

  test('compiles, service, gateway and pages', () => {
    expect(compile('services/catalog', 'services/gateway')).toEqual({ code: 0, output: '' });
    expect(node('web/build/write-api-types.mjs')).toEqual({ code: 0, output: '' }); // 0: the API has changed
    expect(compile('web')).toEqual({ code: 0, output: '' });
  });

  test('is formatted as npm run check asks', () => {
    const files = new Set(codeBlocks(document).map(({ file }) => file));
    const { code, output } = node('node_modules/oxfmt/bin/oxfmt', '--check', ...files);
    expect(output).toContain('All matched files use the correct format.');
    expect(code).toBe(0);
  });

  test('passes its own tests, on real servers', () => {
    const { code, output } = node(
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--runInBand',
      'rename-store',
      'contracts/test/samples',
      'web/src/i18n',
      ...['services', 'web'].map((part) => `--roots=${join(copy.folder, part)}`),
    );
    expect(output).toMatch(/Test Suites: 5 passed, 5 total/);
    expect(code).toBe(0);
  });

  test('a mistake in a block is found by the compiler', () => {
    const file = join(copy.folder, 'services/catalog/src/commands/rename-store.ts');
    const right = readFileSync(file, 'utf8');
    expect(right).toContain('store.renameStore(');
    writeFileSync(file, right.replace('store.renameStore(', 'store.renamedStore('));
    const { code, output } = compile('services/catalog');
    expect(output).toMatch(/rename-store\.ts.*Property 'renamedStore' does not exist/);
    expect(code).not.toBe(0);
  });
});

describe('a block', () => {
  const block = (fence: string, above = '`a.ts`, here:') => `${above}\n\n${fence}\ntwo\n\`\`\`\n`;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'comptoir-blocks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['```ts insert=a.ts after="one"', '  one\ntwo\n  three\n'],
    ['```ts insert=a.ts before="three"', '  one\ntwo\n  three\n'],
    ['```ts replace=a.ts line="one"', 'two\n  three\n'],
  ])('%s goes to its place', (fence, result) => {
    writeFileSync(join(folder, 'a.ts'), '  one\n  three\n');
    for (const one of codeBlocks(block(fence))) applyBlock(folder, one);
    expect(readFileSync(join(folder, 'a.ts'), 'utf8')).toBe(result);
  });

  test.each([
    ['whose line is gone', '```ts insert=a.ts after="four"', 'a.ts has the line "four" 0 times'],
    ['whose line is there twice', '```ts insert=a.ts after="one"', 'a.ts has the line "one" 2 times'],
    ['whose new file exists', '```ts file=a.ts', 'a.ts exists already'],
  ])('%s does not apply', (_name, fence, message) => {
    writeFileSync(join(folder, 'a.ts'), 'one\none\n');
    const [only] = codeBlocks(block(fence));
    expect(() => only && applyBlock(folder, only)).toThrow(message);
  });

  test.each([
    ['without a place', block('```ts'), 'line 3: a block needs file=PATH'],
    ['without a line', block('```ts insert=a.ts'), 'line 3: a block needs'],
    ['with a wrong word', block('```ts replace=a.ts after="one"'), 'line 3: a block needs'],
    ['that is not closed', '```ts file=a.ts\n', 'line 1: the code block is not closed'],
    ['without its file in the text above', block('```ts file=a.ts', 'Here:'), 'line 3: the text above must name a.ts'],
  ])('%s is reported with its line', (_name, markdown, message) => {
    expect(() => codeBlocks(markdown)).toThrow(message);
  });
});
