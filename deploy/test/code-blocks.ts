import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A code block of a document that says where its code belongs. */
export interface CodeBlock {
  readonly file: string;
  /** `file` is a whole new file; the others refer to one line of an existing file. */
  readonly place: 'file' | 'after' | 'before' | 'replace';
  /** The line that the block refers to, without indentation; empty for a whole file. */
  readonly anchor: string;
  readonly code: string;
}

const FENCE = /^```\w+ (file|insert|replace)=(\S+)(?: (after|before|line)="(.*)")?$/;

/**
 * Reads the code blocks of a Markdown document: "```ts file=PATH" (a new file), "```ts insert=PATH after="LINE"" (or
 * before), "```ts replace=PATH line="LINE"". Throws when a block does not say where it belongs, or when the text above it
 * does not name its file.
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const lines = markdown.split('\n');
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (!lines[at]?.startsWith('```')) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`line ${at + 1}: the code block is not closed`);
    blocks.push(codeBlock(lines, at, end));
    at = end;
  }
  return blocks;
}

function codeBlock(lines: readonly string[], at: number, end: number): CodeBlock {
  const [, kind, file = '', side, anchor = ''] = FENCE.exec(lines[at] ?? '') ?? [];
  const place = kind === 'insert' ? side : kind;
  const anchored = anchor !== '' && (side === 'line') === (kind === 'replace');
  if ((place !== 'file' && !anchored) || (place === 'file' && side)) {
    throw new Error(`line ${at + 1}: a block needs file=PATH, insert=PATH after="LINE" or replace=PATH line="LINE"`);
  }
  if (!lines[at - 2]?.startsWith(`\`${file}\``)) throw new Error(`line ${at + 1}: the text above must name ${file}`);
  const code = `${lines.slice(at + 1, end).join('\n')}\n`;
  return { file, place: place as CodeBlock['place'], anchor, code };
}

/** Writes a block to a copy of the repository. Throws when its file is there already, or when its line is not in the file exactly once. */
export function applyBlock(folder: string, { file, place, anchor, code }: CodeBlock): void {
  const path = join(folder, file);
  if (place === 'file') {
    if (existsSync(path)) throw new Error(`${file} exists already, but the document adds it`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
    return;
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.flatMap((line, index) => (line.trim() === anchor ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1) {
    throw new Error(`${file} has the line "${anchor}" ${found.length} times; the document needs it exactly once`);
  }
  lines.splice(place === 'after' ? index + 1 : index, place === 'replace' ? 1 : 0, code.slice(0, -1));
  writeFileSync(path, lines.join('\n'));
}
