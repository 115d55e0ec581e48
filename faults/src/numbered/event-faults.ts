import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@comptoir/deploy/testing';
import { SERVICES } from '@comptoir/contracts';
import { undeliveredEvents } from '../checks.js';
import { becomesTrue } from '../waiting.js';
import { recentEvents, republishEvents, withEventPublisher } from './event-replay.js';
import type { FaultContext, FaultReport } from './fault-context.js';

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

/** Publishes four events that cannot be handled: they must be parked, and the events behind them must be handled. */
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
  await withEventPublisher(system, async (publish) => {
    await publish(STOCK_CHANGED, '{"not": "json"');
    await publish(STOCK_CHANGED, JSON.stringify({ ...valid, id: 'evt_UNKNOWNTYPE', type: 'nobody.knows' }));
    await publish(STOCK_CHANGED, JSON.stringify({ ...valid, id: 'evt_BADDATA', data: { available: 'many' } }));
    await publish(STOCK_CHANGED, JSON.stringify({ ...valid, id: failingId }));
  });
  const areParked = await becomesTrue(async () => (await parked.countDocuments({})) >= 4, 60_000);
  const count = areParked ? 4 : await parked.countDocuments({});
  system.disarm(faultId);
  const parkedAt = performance.now();
  await becomesTrue(async () => (await undeliveredEvents(system)).length === 0, 30_000);
  await parked.deleteMany({}); // as an operator does; QUIET counts parked messages
  return {
    action: 'four events that cannot be handled (bad JSON, unknown type, bad data, one that always fails)',
    observed: `${count} parked and removed, the others handled ${Math.round(performance.now() - parkedAt)} ms later`,
    problems: areParked ? [] : [`${count} of 4 were parked`],
  };
}
