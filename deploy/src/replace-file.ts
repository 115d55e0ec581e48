import { renameSync, writeFileSync } from 'node:fs';

/** Puts a text in a file's place in one go: a reader sees the old text or the new one, and two writers in one process never meet. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
