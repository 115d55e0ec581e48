import { randomBytes, randomInt } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import { ID_PREFIXES, type IdKind } from '@comptoir/contracts';

/** The only file that looks at the wall clock or at chance. */

const nextUlid = monotonicFactory(() => randomBytes(4).readUInt32BE() / 0x1_0000_0000);

/** The present moment, ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** The present moment as a Date, for the fields a TTL index looks at. */
export function nowDate(): Date {
  return new Date();
}

/** A new id of a kind; ids of one process sort by the order in which they were minted. */
export function mint(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${nextUlid()}`;
}

/** A pause before attempt `attempt` (from 1): grows from `base` to `ceiling` milliseconds, with chance so that rivals part. */
export function backoffMs(attempt: number, base: number, ceiling: number): number {
  const limit = Math.min(ceiling, base * 2 ** Math.min(attempt - 1, 16));
  return Math.ceil(limit / 2) + randomInt(Math.max(1, Math.ceil(limit / 2)));
}

/** Waits `ms` milliseconds; ends early when the signal is given. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/** Milliseconds since `since` (an ISO moment or a Date). */
export function ageMs(since: string | Date): number {
  return Date.now() - new Date(since).getTime();
}

/** The moment `ms` milliseconds from now, for deadlines. */
export function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}
