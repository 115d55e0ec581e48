import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import { ID_PREFIXES, type IdKind } from '@comptoir/contracts/kernel';

/** The only file that reads the wall clock or makes random values. */

const nextUlid = monotonicFactory(() => randomInt(0x1_0000_0000) / 0x1_0000_0000);

/** The present moment, ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** The present moment as a Date, for the fields a TTL index looks at. */
export function nowDate(): Date {
  return new Date();
}

/** A new id of a kind; ids minted by one process sort in the order of minting. */
export function mint(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${nextUlid()}`;
}

/** Milliseconds to wait before attempt `attempt` (from 1): exponential from `base` up to `ceiling`, with jitter, so that competing processes do not retry in step. */
export function backoffMs(attempt: number, base: number, ceiling: number): number {
  const limit = Math.min(ceiling, base * 2 ** Math.min(attempt - 1, 16));
  return Math.ceil(limit / 2) + randomInt(Math.max(1, Math.ceil(limit / 2)));
}

/** A wait between three quarters of `ms` and `ms`, so that what failed together is not tried again in step. */
export function withJitter(ms: number): number {
  return Math.ceil(ms) - randomInt(Math.max(1, Math.ceil(ms / 4)));
}

/** Milliseconds on a clock of this process that never goes back; only differences mean something. */
export function monotonicMs(): number {
  return performance.now();
}

/** Waits `ms` milliseconds; resolves early when the signal is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
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
