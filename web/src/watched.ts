import { useSyncExternalStore } from 'react';

/** A value that parts of the page watch. */
export interface Watched<T> {
  get(): T;
  set(next: T): void;
  watch(heard: () => void): () => void;
}

/** Makes a watched value; setting the same value tells nobody. */
export function watched<T>(first: T): Watched<T> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const heard of [...watchers]) heard();
    },
    watch(heard) {
      watchers.add(heard);
      return () => watchers.delete(heard);
    },
  };
}

/** The present value, as a hook. */
export function useWatched<T>(source: Watched<T>): T {
  return useSyncExternalStore(source.watch, source.get);
}
