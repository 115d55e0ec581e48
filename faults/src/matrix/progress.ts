import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile, rootDir } from '@comptoir/deploy/testing';
import type { SeenResult } from './cell-result.js';

const progressFile = join(rootDir, '.data', 'faults', 'progress.json');

/** The results of a run so far, stored so that an interrupted run can be continued. */
export interface Progress {
  readonly startedAt: string;
  /** Servers and versions, as one line of text. */
  readonly servers: string;
  /** The commit of the run; it is continued on this commit only. */
  readonly commit: string;
  /** By the id of the cell or numbered fault: every time it was run, also the red ones before a good one. */
  readonly results: Readonly<Record<string, readonly SeenResult[]>>;
}

/** The stored progress; undefined if there is none, or none of this version. */
export function readProgress(): Progress | undefined {
  try {
    const progress = JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
    return progress.commit && progress.results ? progress : undefined;
  } catch {
    return undefined;
  }
}

/** Stores the progress. */
export function saveProgress(progress: Progress): void {
  mkdirSync(dirname(progressFile), { recursive: true });
  replaceFile(progressFile, JSON.stringify(progress, null, 1));
}

/** Deletes the stored progress. */
export function clearProgress(): void {
  rmSync(progressFile, { force: true });
}
