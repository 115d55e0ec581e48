import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';

/** Private words of earlier versions; docs/glossary.md has the terms to use. */
const PRIVATE_WORDS = /\b(rooms?|courier|turnstile|doubtStream|neighbours?|rivals?|leftovers|hears?|heard)\b/i;

/** Results and their keys keep the words that they were written with, and the changelog names what was renamed. */
const EXCEPT = [
  'CHANGELOG.md',
  'docs/fault-matrix.md',
  'faults/src/numbered/numbered-faults.ts',
  'faults/README.md',
  'deploy/test/terms.test.ts',
];

test('code and documents use the terms of the glossary', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.js', '*.md', '*.yml'], {
    cwd: rootDir,
    encoding: 'utf8',
  });
  const found = files
    .trim()
    .split('\n')
    .filter((file) => !EXCEPT.includes(file))
    .flatMap((file) =>
      readFileSync(join(rootDir, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (PRIVATE_WORDS.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});
