import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from './paths.js';
import { processNames } from './system-processes.js';

/** Editors write a file in several steps: a change counts when nothing has changed for this long. */
const QUIET_MS = 60;

/** The folders whose change restarts processes. */
const SOURCES = ['services', 'workflows'] as const;

/** The processes that a changed file belongs to: all of them for shared code, none for tests. */
export function processesOf(file: string): readonly string[] {
  const [, folder] = /^services\/([a-z]+)\/src\/.*\.ts$/.exec(file) ?? [];
  if (folder && processNames.includes(folder) && !file.endsWith('.spec.ts')) return [folder];
  if (/^workflows\/src\/.*\.ts$/.test(file)) return ['worker'];
  if (/^services\/shared\/[a-z]+\/src\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts')) return processNames;
  return [];
}

/** Reports changed files below `root` that belong to processes, in batches, until the signal is aborted. */
export async function watchSources(
  onChange: (files: string[]) => Promise<void>,
  signal: AbortSignal,
  root = rootDir,
): Promise<void> {
  const changed = new Set<string>();
  let handling: Promise<void> | undefined;
  const handle = async (): Promise<void> => {
    while (changed.size > 0 && !signal.aborted) {
      await sleep(QUIET_MS);
      const batch = [...changed];
      changed.clear();
      await onChange(batch);
    }
    handling = undefined;
  };
  const follow = async (folder: string): Promise<void> => {
    for await (const { filename } of watch(join(root, folder), { recursive: true, signal })) {
      const file = join(folder, filename ?? '');
      if (processesOf(file).length === 0) continue;
      changed.add(file);
      handling ??= handle();
    }
  };
  await Promise.all(SOURCES.map(follow)).catch((error: Error) => {
    if (!signal.aborted) throw error;
  });
  await handling;
}
