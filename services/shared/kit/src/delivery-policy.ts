import { DomainError } from '@comptoir/contracts/kernel';

/**
 * Why an event was not handled. `unreadable`: not JSON, no envelope, or data that its contract refuses. `refused`: the
 * reaction refused it by a rule. `noHandler`: this replica has no handler for its type; a younger one may have. `fault`:
 * a technical error.
 */
export type Trouble = 'unreadable' | 'refused' | 'noHandler' | 'fault';

/** What becomes of an event that was not handled: it is parked, or delivered again after `waitMs`. */
export type NextDelivery = { readonly park: true } | { readonly park: false; readonly waitMs: number };

interface Row {
  /** Number of deliveries after which the event is parked. */
  readonly deliveries: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

const MINUTE_MS = 60_000;

/**
 * The whole policy. What no later delivery can change is parked at once. A fault waits twice as long each time, so that an
 * outage delays an event by no more than it has lasted itself, up to five minutes. A type without a handler here waits ten
 * seconds at most: which replica gets the next delivery is chance, and a younger one takes it at once. Both are parked after
 * two hours: people repair a database or finish an upgrade in that time.
 */
export const DELIVERY_POLICY: Readonly<Record<Trouble, Row>> = {
  unreadable: { deliveries: 1, firstWaitMs: 0, longestWaitMs: 0 },
  refused: { deliveries: 1, firstWaitMs: 0, longestWaitMs: 0 },
  noHandler: { deliveries: 720, firstWaitMs: 200, longestWaitMs: 10_000 },
  fault: { deliveries: 36, firstWaitMs: 200, longestWaitMs: 5 * MINUTE_MS },
};

/** What to do with an event after its delivery number `delivery` (from 1) has failed; milliseconds without jitter. */
export function nextDelivery(trouble: Trouble, delivery: number): NextDelivery {
  const { deliveries, firstWaitMs, longestWaitMs } = DELIVERY_POLICY[trouble];
  if (delivery >= deliveries) return { park: true };
  return { park: false, waitMs: Math.min(longestWaitMs, firstWaitMs * 2 ** (delivery - 1)) };
}

/** The trouble behind an error of a reaction: a refusal by rule is final, everything else is technical. */
export function troubleOf(error: unknown): Trouble {
  return error instanceof DomainError && error.kind !== 'unavailable' ? 'refused' : 'fault';
}
