import { waitUntilReachable } from '../api/connection.js';
import { observable } from '../observable.js';

type Later = typeof import('./till-later.js');

const RETRY_MS = 5_000;

/** The parts of the till that are loaded with its first article; undefined until they are there. */
export const later = observable<Later | undefined>(undefined);
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  while (!later.get()) {
    await import('./till-later.js').then(
      (parts) => later.set(parts),
      () => waitUntilReachable(RETRY_MS), // the gateway serves the files too
    );
  }
}

/** Loads these parts, once; tries again while the gateway does not answer. */
export function loadLater(): Promise<void> {
  loading ??= load();
  return loading;
}
