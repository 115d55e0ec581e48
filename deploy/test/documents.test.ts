import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  withoutGenerated,
  withOrderLife,
  withPurchaseOrderLife,
  withStockCountLife,
  withTransferLife,
} from '../src/order-life-doc.js';
import { rootDir } from '../src/paths.js';

const { workspaces } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { workspaces: string[] };
const read = (file: string): string => readFileSync(join(rootDir, file), 'utf8');
const documents = [
  ...globSync(['*.md', 'docs/**/*.md'], { cwd: rootDir }),
  ...workspaces.map((workspace) => join(workspace, 'README.md')),
].toSorted();

/** The relative links of a Markdown text, images too, that point to no file; code blocks are left out. */
function brokenLinks(markdown: string, folder: string): string[] {
  const text = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link?.split('#')[0] ?? '')
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link) && !existsSync(join(rootDir, folder, link)));
}

test.each(documents)('the links of %s point to files', (file) => {
  expect(brokenLinks(read(file), dirname(file))).toEqual([]);
});

test('a link to no file is found, one to the network or inside a code block is not followed', () => {
  const text =
    '[a](docs) [b](docs/none.md#part) ![c](none.png) [d](https://example.org) [e](#part)\n```\n[f](g)\n```\n';
  expect(brokenLinks(text, '.')).toEqual(['docs/none.md', 'none.png']);
});

test('the README names every workspace in its table of folders', () => {
  const table = read('README.md').split('\n## Folders\n')[1]?.split('\n## ')[0] ?? '';
  const linked = [...table.matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, link]) => link?.replace('/README.md', ''));
  expect(linked).toEqual(expect.arrayContaining(workspaces));
  for (const folder of ['docs', '.github', ...workspaces]) expect(table).toContain(`[${folder}](`);
});

test('every decision is in the index, under its number and with its title', () => {
  const index = read('docs/decisions/README.md');
  const records = globSync('docs/decisions/[0-9]*.md', { cwd: rootDir }).toSorted();
  expect(records.length).toBeGreaterThan(0);
  for (const [position, file] of records.entries()) {
    const name = file.slice('docs/decisions/'.length);
    const number = String(position + 1).padStart(4, '0');
    const [, title] = /^# (.+)$/m.exec(read(file)) ?? [];
    expect([name.slice(0, 4), title?.startsWith(`${number}. `)]).toEqual([number, true]);
    expect(index).toContain(`| [${number}](${name}) | ${title?.slice(6)} |`);
  }
});

test.each(workspaces.filter((path) => path.startsWith('services/')))(
  'the README of %s is one page, what is generated apart',
  (workspace) => {
    expect(
      withoutGenerated(read(join(workspace, 'README.md')))
        .trimEnd()
        .split('\n').length,
    ).toBeLessThanOrEqual(40);
  },
);

test('the README of sales has the order’s life as the code has it; npm run docs writes it', () => {
  const readme = read('services/sales/README.md');
  expect(readme).toBe(withOrderLife(readme));
  expect(readme).toContain('  draft --> expired: expire\n');
});

test('the README of inventory has the life of a purchase order as the code has it; npm run docs writes it', () => {
  const readme = read('services/inventory/README.md');
  expect(readme).toBe(withPurchaseOrderLife(readme));
  expect(readme).toContain('  sent --> cancelled: cancel\n');
});

test('the README of inventory has the life of a transfer as the code has it; npm run docs writes it', () => {
  const readme = read('services/inventory/README.md');
  expect(readme).toBe(withTransferLife(readme));
  expect(readme).toContain('  shipped --> returned: return\n');
});

test('the README of inventory has the life of a stock count as the code has it; npm run docs writes it', () => {
  const readme = read('services/inventory/README.md');
  expect(readme).toBe(withStockCountLife(readme));
  expect(readme).toContain('  inReview --> open: recount\n');
});
