import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@comptoir/deploy/testing';
import { SERVICES } from '@comptoir/contracts';
import { undeliveredEvents } from '../checks.js';
import { becomesTrue } from '../waiting.js';
import { recentEvents, republishEvents, withEventPublisher } from './event-replay.js';
import type { FaultContext, FaultReport } from './fault-context.js';

/** Of the poison events, those that no later delivery can make readable. */
const UNREADABLE = 2;
/** So often an event fails before its cause is mended. */
const FAILURES = 4;
const STOCK_CHANGED = 'inventory.stockChanged';

/** Delivers the next requests of every service twice, at once or 4 s later, then publishes the last events once more. */
export async function deliverEverythingTwice({ system, load, long }: FaultContext): Promise<FaultReport> {
  const faultIds: string[] = [];
  for (const service of SERVICES) {
    const twice = { subject: '*', point: 'arrived', action: 'twice', times: 60 } as const;
    faultIds.push(system.arm(twice, service), system.arm({ ...twice, ms: 4_000, skip: 60 }, service));
  }
  await load.waitForOperations(long ? 60 : 25);
  const requests = system.hitCount(...faultIds);
  system.disarm(...faultIds);
  await pause(4_500); // the last repeated requests arrive
  const events = await republishEvents(system, (inOrder) => inOrder);
  return { action: `${requests} requests delivered twice, at once or 4 s later; ${events} events published again` };
}

/** Publishes the last events once more, in reverse order and then in random order. */
export async function replayEvents({ system, random }: FaultContext): Promise<FaultReport> {
  const reversed = await republishEvents(system, (events) => events.toReversed());
  const shuffled = await republishEvents(system, (events) => random.sample(events, events.length));
  return { action: `${reversed} events published again in reverse, ${shuffled} shuffled` };
}

/** Makes one consumer slow: neither the other consumers nor the load clients may wait for it. */
export async function slowConsumer({ system, load, long }: FaultContext): Promise<FaultReport> {
  const startedAt = performance.now();
  await load.waitForOperations(15);
  const faultAt = performance.now();
  const ms = long ? 10_000 : 3_000;
  const faultId = system.arm({ subject: STOCK_CHANGED, point: 'committing', action: 'delay', ms, times: 3 }, 'catalog');
  await becomesTrue(() => system.hitCount(faultId) >= 3, ms * 3 + 60_000);
  system.disarm(faultId);
  const before = load.p99Ms(startedAt, faultAt);
  const during = load.p99Ms(faultAt, performance.now());
  return {
    action: `catalog took ${ms / 1000} s for each of ${system.hitCount(faultId)} events`,
    observed: `p99 of a checkout ${before} ms before, ${during} ms during`,
    problems: during > Math.max(before * 4, 4_000) ? ['the checkouts waited for a consumer'] : [],
  };
}

/**
 * Publishes four events that cannot be handled. What no later delivery can change is parked at once. A type that this
 * version does not know, and a reaction that fails, are delivered again with growing pauses: the first until a younger
 * version is there (here: until it is removed), the second until its cause is mended.
 */
export async function poisonEvents({ system }: FaultContext): Promise<FaultReport> {
  const parked = system.db('catalog').collection('parked');
  const valid = await eventually(async () => {
    const event = (await recentEvents(system, 'inventory')).findLast(({ type }) => type === STOCK_CHANGED);
    if (!event) throw new Error(`inventory has no recent ${STOCK_CHANGED}`);
    return event;
  }, 60_000);
  const failingId = `evt_POISON${Date.now()}`;
  const faultId = system.arm(
    { subject: STOCK_CHANGED, saga: `event/${failingId}`, point: 'committing', action: 'throw', times: 99 },
    'catalog',
  );
  const problems: string[] = [];
  let mendedAt = 0;
  await withEventPublisher(system, async (publish, remove) => {
    await publish(STOCK_CHANGED, '{"not": "json"');
    const unknown = await publish(
      STOCK_CHANGED,
      JSON.stringify({ ...valid, id: 'evt_UNKNOWNTYPE', type: 'nobody.knows' }),
    );
    await publish(STOCK_CHANGED, JSON.stringify({ ...valid, id: 'evt_BADDATA', data: { available: 'many' } }));
    await publish(STOCK_CHANGED, JSON.stringify({ ...valid, id: failingId }));
    if (!(await becomesTrue(async () => (await parked.countDocuments({})) >= UNREADABLE, 60_000)))
      problems.push(`${await parked.countDocuments({})} of ${UNREADABLE} unreadable events were parked`);
    if (!(await becomesTrue(() => system.hitCount(faultId) >= FAILURES, 60_000)))
      problems.push('the event that fails was not delivered again');
    const count = await parked.countDocuments({});
    if (count > UNREADABLE) problems.push(`${count - UNREADABLE} events were parked that may still be handled`);
    system.disarm(faultId);
    mendedAt = performance.now();
    await remove(unknown);
  });
  await becomesTrue(async () => (await undeliveredEvents(system)).length === 0, 60_000);
  const handledMs = Math.round(performance.now() - mendedAt);
  await parked.deleteMany({}); // as an operator does; QUIET counts parked messages
  return {
    action:
      'four events that cannot be handled (bad JSON, bad data, a type nobody knows, one that fails until it is mended)',
    observed: `${UNREADABLE} parked and removed, the type nobody knows removed, the other handled ${handledMs} ms after it was mended`,
    problems,
  };
}
