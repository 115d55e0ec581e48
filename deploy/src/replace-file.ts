import writeFileAtomic from 'write-file-atomic';

/** Replaces the content of a file atomically: a reader sees the old text or the new one. */
export function replaceFile(file: string, text: string): void {
  writeFileAtomic.sync(file, text, { fsync: false });
}
