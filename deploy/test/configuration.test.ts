import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { configurationDoc, envExample } from '../src/configuration-doc.js';
import { rootDir } from '../src/paths.js';

test.each([
  ['docs/configuration.md', configurationDoc],
  ['.env.example', envExample],
])('%s is what the schemas say; npm run docs writes it', (file, generate) => {
  expect(readFileSync(join(rootDir, file), 'utf8')).toBe(generate());
});

test('no setting is read outside the schemas', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: rootDir, encoding: 'utf8' })
    .trim()
    .split('\n');
  const byName = /(?<!import\.meta\.)\benv(?:\.([A-Z][A-Z0-9_]+)|\[['"]([A-Z][A-Z0-9_]+)['"]\])/g;
  const found = files.flatMap((file) =>
    [...readFileSync(join(rootDir, file), 'utf8').matchAll(byName)].map((match) => `${file}: ${match[1] ?? match[2]}`),
  );
  // `import.meta.env` is what the build knows of itself, no setting. PATH belongs to the operating system.
  expect(found.filter((one) => !one.endsWith(': PATH'))).toEqual([]);
});
