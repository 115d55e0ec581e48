import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { jetstream } from '@nats-io/jetstream';
import type { EventEnvelope } from '@comptoir/contracts';
import type { CommandRecord } from '@comptoir/kit';
import { faults500 } from './retrying-client.js';
import type { Chance } from './random.js';
import { onTheirWay } from './checks.js';
import { pause, ROOMS, until, type FaultSystem, type ProcessName } from './fault-system.js';
import type { Tills } from './load-clients.js';

/** What a fault is made with: the shop under load, chance, and how long it is to last. */
export interface Blow {
  readonly shop: FaultSystem;
  readonly tills: Tills;
  readonly chance: Chance;
  /** In its full length, not the short one of chaos. */
  readonly long: boolean;
}

/** What a fault did and what was seen of it; problems are what should not have been. */
export interface Blown {
  readonly did: string;
  readonly saw?: string;
  readonly problems?: readonly string[];
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Kills each room at a commit, one room after the other, by chance at one of its next acts. */
export async function killRooms({ shop, chance }: Blow, point: 'committing' | 'committed'): Promise<Blown> {
  const killed: string[] = [];
  for (const room of chance.some(ROOMS, ROOMS.length)) {
    const before = await shop.pid(room);
    const id = shop.arm({ subject: '*', point, action: 'kill', skip: chance.below(4) }, room);
    const hit = await until(`${room} is killed`, () => (shop.hits(id) > 0 ? true : undefined), 20_000).catch(
      () => false,
    );
    shop.disarm(id);
    if (!hit) continue;
    killed.push(room);
    await shop.back(room, before as number);
  }
  return {
    did: `${killed.join(', ')} killed with -9 ${point === 'committing' ? 'before a commit' : 'between commit and reply'}`,
    problems: killed.length < 3 ? ['fewer than three rooms had anything to commit'] : [],
  };
}

/** Kills processes with -9 at once and waits until they are back. */
export async function killAll({ shop }: Blow, names: readonly ProcessName[]): Promise<Blown> {
  const before = await Promise.all(names.map((name) => shop.kill(name)));
  for (const [index, name] of names.entries()) await shop.back(name, before[index] as number);
  return { did: `${names.join(', ')} killed with -9` };
}

/** Stops a process for a while with SIGSTOP. */
export async function freeze({ shop }: Blow, name: ProcessName, ms: number): Promise<Blown> {
  const pid = await shop.signal(name, 'SIGSTOP');
  await pause(ms);
  if (alive(pid)) process.kill(pid, 'SIGCONT');
  await shop.well();
  return { did: `${name} paused for ${ms / 1000} s` };
}

/** Keeps a server down: what it needs to start is put aside until the time is over. */
export async function down({ shop }: Blow, name: 'nats' | 'temporal', ms: number): Promise<Blown> {
  const needed = name === 'nats' ? join(shop.dataOf('nats'), 'nats.conf') : shop.dataOf('temporal');
  const before500 = faults500.length;
  const pid = await shop.kill(name);
  await until(`${name} is dead`, () => (alive(pid) ? undefined : true), 5_000);
  renameSync(needed, `${needed}.away`);
  try {
    await pause(ms);
  } finally {
    if (name === 'temporal') rmSync(needed, { recursive: true, force: true });
    renameSync(`${needed}.away`, needed);
  }
  await shop.back(name, pid, 120_000);
  return {
    did: `${name} killed and down for ${ms / 1000} s`,
    problems: faults500.slice(before500).map((one) => `answered 500: ${one}`),
  };
}

/** NATS is killed and everything JetStream kept is deleted, as after a power cut. */
export async function loseStream({ shop }: Blow): Promise<Blown> {
  const [config, store] = [join(shop.dataOf('nats'), 'nats.conf'), join(shop.dataOf('nats'), 'jetstream')];
  renameSync(config, `${config}.away`); // it must not be started again before its store is gone
  const pid = await shop.kill('nats');
  await until('nats is dead', () => (alive(pid) ? undefined : true), 5_000);
  const there = existsSync(store);
  rmSync(store, { recursive: true, force: true });
  renameSync(`${config}.away`, config);
  await shop.back('nats', pid, 120_000);
  return { did: 'NATS killed, its store deleted', problems: there ? [] : ['there was no store to delete'] };
}

/** The database is paused: a sale cannot be made, the gateway lives, nobody is started again for it. */
export async function freezeMongo({ shop, long }: Blow): Promise<Blown> {
  const ms = long ? 20_000 : 12_000;
  const before = await Promise.all(ROOMS.map((room) => shop.pid(room)));
  const pid = await shop.signal('mongo', 'SIGSTOP');
  const begun = performance.now();
  const unready = await until(
    'readiness fails',
    async () => ((await shop.health()) === 200 ? undefined : true),
    ms,
  ).catch(() => false);
  const live = await shop.health('live');
  await pause(Math.max(0, ms - (performance.now() - begun)));
  if (alive(pid)) process.kill(pid, 'SIGCONT');
  await shop.well();
  const after = await Promise.all(ROOMS.map((room) => shop.pid(room)));
  const problems = [
    ...(unready ? [] : ['/health went on answering 200']),
    ...(live === 200 ? [] : [`/live answered ${live}`]),
    ...(String(before) === String(after) ? [] : ['a room was started again']),
  ];
  return { did: `the database paused for ${ms / 1000} s`, saw: 'not ready, alive, nobody restarted', problems };
}

/** Every request is delivered twice for a while, and at the end every event of late once more, past the stream's own memory. */
export async function everythingTwice(blow: Blow): Promise<Blown> {
  const { shop } = blow;
  const ids = ROOMS.flatMap((room) => [
    shop.arm({ subject: '*', point: 'arrived', action: 'twice', times: 60 }, room),
    shop.arm({ subject: '*', point: 'arrived', action: 'twice', ms: 4_000, skip: 60, times: 60 }, room),
  ]);
  await blow.tills.further(blow.long ? 60 : 25);
  const doubled = ids.reduce((sum, id) => sum + shop.hits(id), 0);
  shop.disarm(...ids);
  await pause(4_500);
  const { count } = await replay(blow, (rows) => rows);
  return { did: `${doubled} requests delivered twice, at once or 4 s later; ${count} events published again` };
}

/** Publishes events of late once more, in another order. */
export async function replayEvents(blow: Blow): Promise<Blown> {
  const reversed = await replay(blow, (rows) => rows.toReversed());
  const shuffled = await replay(blow, (rows) => blow.chance.some(rows, rows.length));
  return { did: `${reversed.count} events published again in reverse, ${shuffled.count} shuffled` };
}

async function replay({ shop }: Blow, order: <T>(rows: readonly T[]) => readonly T[]): Promise<{ count: number }> {
  let count = 0;
  await withStream(shop, async (publish) => {
    for (const room of ROOMS) {
      const events = await lateEvents(shop, room);
      // their ids are those the rooms know; the stream is given no id by which it would drop them itself
      for (const event of order(events)) await publish(event.type, JSON.stringify(event));
      count += events.length;
    }
  });
  return { count };
}

/** The last events a room has told, oldest first. */
async function lateEvents(shop: FaultSystem, room: string): Promise<EventEnvelope[]> {
  const acts = await shop
    .db(room)
    .collection<CommandRecord & { _id: string }>('commands')
    .find({ events: { $exists: true } })
    .sort({ decidedAt: -1 })
    .limit(60)
    .toArray();
  return acts.reverse().flatMap((act) => act.events ?? []);
}

async function withStream(
  shop: FaultSystem,
  act: (publish: (type: string, text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const nats = await connect({ servers: shop.system.shop.natsUrl, maxReconnectAttempts: -1, waitOnFirstConnect: true });
  try {
    const stream = jetstream(nats, { timeout: 5_000 });
    await act(async (type, text) => {
      await until(
        'the stream takes an event',
        () =>
          stream.publish(`comptoir.events.${type}`, text).then(
            () => true as const,
            () => undefined,
          ),
        60_000,
      );
    });
  } finally {
    await nats.close();
  }
}

/** One consumer is slow: the others, and the tills, do not wait for it. */
export async function slowConsumer({ shop, tills, long }: Blow): Promise<Blown> {
  const begun = performance.now();
  await tills.further(15);
  const from = performance.now();
  const ms = long ? 10_000 : 3_000;
  const id = shop.arm(
    { subject: 'inventory.stockChanged', point: 'committing', action: 'delay', ms, times: 3 },
    'catalog',
  );
  await until('the consumer was slow', () => (shop.hits(id) >= 3 ? true : undefined), ms * 3 + 60_000).catch(
    () => undefined,
  );
  shop.disarm(id);
  const [before, during] = [tills.p99(begun, from), tills.p99(from, performance.now())];
  return {
    did: `catalog took ${ms / 1000} s for each of ${shop.hits(id)} events`,
    saw: `p99 of a checkout ${before} ms before, ${during} ms during`,
    problems: during > Math.max(before * 4, 4_000) ? ['the tills waited for a consumer'] : [],
  };
}

/** Events that cannot be handled are parked, and those behind them flow. Afterwards they are taken away, as an operator would. */
export async function poison({ shop }: Blow): Promise<Blown> {
  const parked = shop.db('catalog').collection('parked');
  const known = await until('an event', async () =>
    (await lateEvents(shop, 'inventory')).findLast((event) => event.type === 'inventory.stockChanged'),
  );
  const always = `evt_POISON${Date.now()}`;
  const id = shop.arm(
    { subject: 'inventory.stockChanged', saga: `event/${always}`, point: 'committing', action: 'throw', times: 99 },
    'catalog',
  );
  await withStream(shop, async (publish) => {
    await publish('inventory.stockChanged', '{"not": "json"');
    await publish('inventory.stockChanged', JSON.stringify({ ...known, id: 'evt_UNKNOWNTYPE', type: 'nobody.knows' }));
    await publish(
      'inventory.stockChanged',
      JSON.stringify({ ...known, id: 'evt_BADDATA', data: { available: 'many' } }),
    );
    await publish('inventory.stockChanged', JSON.stringify({ ...known, id: always }));
  });
  const count = await until(
    'four messages are parked',
    async () => ((await parked.countDocuments({})) >= 4 ? 4 : undefined),
    60_000,
  ).catch(() => parked.countDocuments({}));
  shop.disarm(id);
  const last = performance.now();
  await until(
    'the events behind them flow',
    async () => ((await onTheirWay(shop)).length === 0 ? true : undefined),
    30_000,
  ).catch(() => undefined);
  await parked.deleteMany({});
  return {
    did: 'four events that cannot be handled (bad JSON, unknown type, bad data, one that always fails)',
    saw: `${count} parked and taken away, the rest flowed ${Math.round(performance.now() - last)} ms later`,
    problems: count === 4 ? [] : [`${count} of 4 were parked`],
  };
}

/** An act that fails takes nobody with it who shares its transaction. */
export async function failingNeighbour({ shop, tills, chance }: Blow): Promise<Blown> {
  const ids = [
    shop.arm(
      { subject: 'inventory.stockChanged', point: 'committing', action: 'throw', skip: chance.below(3), times: 3 },
      'catalog',
    ),
    ...['sales.postSale', 'inventory.holdStock', 'invoicing.issueInvoice'].map((subject) =>
      shop.arm({ subject, point: 'committing', action: 'throw', skip: chance.below(3), times: 3 }),
    ),
  ];
  await tills.further(15);
  const hits = ids.reduce((sum, id) => sum + shop.hits(id), 0);
  shop.disarm(...ids);
  return { did: `${hits} transactions failed before their commit` };
}

/** Each process is asked to end while it works: it ends within ten seconds and is started again. */
export async function terminateEach({ shop }: Blow): Promise<Blown> {
  const problems: string[] = [];
  const took: string[] = [];
  for (const name of [...ROOMS, 'worker', 'gateway'] as const) {
    const pid = await shop.signal(name, 'SIGTERM');
    const begun = performance.now();
    const ended = await until(`${name} ends`, () => (alive(pid) ? undefined : true), 15_000).catch(() => false);
    const seconds = (performance.now() - begun) / 1000;
    took.push(`${name} ${seconds.toFixed(1)} s`);
    if (!ended || seconds > 10.5) problems.push(`${name} took ${seconds.toFixed(1)} s to end`);
    await shop.back(name, pid);
  }
  return { did: 'each process asked to end by SIGTERM under load', saw: took.join(', '), problems };
}

/** The undo of a hold fails for a while: it is tried until it succeeds. */
export async function failingUndo({ shop, tills, long }: Blow): Promise<Blown> {
  const seconds = long ? 300 : 12;
  const ids = [
    shop.arm({ subject: 'sales.postSale', point: 'arrived', action: 'refuse', times: 3 }),
    shop.arm({ subject: 'inventory.releaseHold', point: 'committing', action: 'throw', times: 100_000 }),
  ];
  await pause(seconds * 1_000);
  const tried = shop.hits(ids[1] as string);
  shop.disarm(...ids);
  await tills.further(5);
  return {
    did: `three sales refused at the pivot, and every releaseHold failing for ${seconds} s`,
    saw: `${tried} failed attempts`,
    problems: tried < 2 ? ['no undo was tried'] : [],
  };
}

/** The worker cannot reach one room, everybody else can: attempts stay few. */
export async function cut({ shop, tills }: Blow): Promise<Blown> {
  const room = 'invoicing';
  const seconds = 12;
  const ids = ['checkout/', 'correction/'].map((saga) =>
    shop.arm({ subject: '*', saga, point: 'arrived', action: 'drop', times: 100_000 }, room),
  );
  await pause(seconds * 1_000);
  const tried = ids.reduce((sum, id) => sum + shop.hits(id), 0);
  const sagas = new Set(
    shop
      .matches(room)
      .filter((match) => ids.includes(match.id))
      .map((match) => match.sagaId),
  ).size;
  shop.disarm(...ids);
  await tills.further(5);
  const most = sagas * (seconds / 4 + 2);
  return {
    did: `the worker cut off from ${room} for ${seconds} s`,
    saw: `${tried} attempts of ${sagas} sagas`,
    problems:
      tried > most
        ? [`${tried} attempts of ${sagas} sagas in ${seconds} s: more than one every four seconds each`]
        : [],
  };
}
