import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataOf, EventContract, InputOf, MessageContract, ReplyOf } from '@comptoir/contracts/kernel';
import { makeCaller, type CallOptions } from '../caller.js';
import { mint, now } from '../clock.js';
import { commonConfig, readConfig, type CommonConfig } from '../config.js';
import { connectMongo, type Connection } from '../mongo.js';
import { connectNats, eventSubject, requestSubject } from '../nats.js';
import type { CommandRecord } from '../records.js';
import { bootService, type RunningService, type ServiceDefinition } from '../service.js';
import { ensureStream } from '../stream.js';
import { eventually } from './eventually.js';
import { testSettings } from './test-settings.js';

export { eventually };
export { startWire, type Wire } from './wire.js';

/** The actor of the tests. */
export const TEST_ACTOR = { id: 'usr_test', role: 'manager' } as const;

/** A service under test, booted in this process on real servers, in an installation of its own. */
export interface TestService {
  readonly installation: string;
  readonly connection: Connection;
  readonly running: RunningService;
  call<M extends MessageContract>(contract: M, input: InputOf<M>, options?: Partial<CallOptions>): Promise<ReplyOf<M>>;
  /** Publishes an event as another service would. */
  publish<E extends EventContract>(contract: E, data: DataOf<E>, options?: { id?: string }): Promise<void>;
  /** Publishes bytes on the subject of an event. */
  publishRaw(contract: EventContract, bytes: string | Uint8Array): Promise<void>;
  /** Events of this type that were raised so far, oldest first. */
  events<E extends EventContract>(contract: E): Promise<{ id: string; type: string; data: DataOf<E> }[]>;
  /** Sends bytes to a request subject; returns the parsed reply. */
  raw(subject: string, bytes: string | Uint8Array): Promise<any>;
  /** Repeats until the assertion holds; fails with its last error after ten seconds. */
  eventually<T>(assertion: () => T | Promise<T>, withinMs?: number): Promise<T>;
  /** Waits until the events of all commands are on the stream. */
  publishedEvents(): Promise<void>;
  /** Number of documents in a collection. */
  count(collection: string): Promise<number>;
  /** Stops it and drops its database and stream. */
  stop(): Promise<void>;
}

/** Name for an installation of a test's own. */
export function testInstallationName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}

/** Configuration of a test: the servers of the environment, an installation of its own, every reply checked. */
export function testConfig(installation = testInstallationName()): CommonConfig {
  const own = { COMPTOIR_INSTALLATION: installation, COMPTOIR_CHECK_REPLIES: '1' };
  return readConfig(commonConfig, { LOG_LEVEL: 'fatal', ...process.env, ...own });
}

/** Records the first real message of each kind as a golden sample, when COMPTOIR_RECORD_SAMPLES names a folder; existing samples are not changed. */
function recordSample(name: string, sample: object): void {
  const folder = readConfig(testSettings).COMPTOIR_RECORD_SAMPLES;
  if (!folder || name.startsWith('tally.')) return;
  const file = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(sample, null, 2)}\n`);
}

/** Removes the database and the stream of a test's installation. */
async function sweep(natsUrl: string, mongoUrl: string, installation: string, service: string): Promise<void> {
  const nats = await connectNats(natsUrl, `${installation}.sweep`);
  const stream = await ensureStream(nats, installation);
  await stream.jsm.streams.delete(stream.name);
  await nats.close();
  const connection = await connectMongo(mongoUrl, `${installation}_${service}`);
  await connection.dropDatabase();
  await connection.close();
}

/** Boots a service for a test. */
export async function startTestService<Store>(
  definition: ServiceDefinition<Store>,
  installation = testInstallationName(),
): Promise<TestService> {
  const config = testConfig(installation);
  const running = await bootService(definition, config);
  const caller = makeCaller(running.nats, installation);
  const stream = await ensureStream(running.nats, installation);
  const encode = (value: string | Uint8Array): Uint8Array =>
    typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return {
    installation,
    running,
    connection: running.connection,
    async call(contract, input, options = {}) {
      const reply = await caller.call(contract, input, {
        actor: TEST_ACTOR,
        commandId: `test/${mint('event')}`,
        timeoutMs: 30_000,
        ...options,
      });
      recordSample(contract.subject, { input, reply });
      return reply;
    },
    async publish(contract, data, options = {}) {
      const envelope = { id: options.id ?? mint('event'), type: contract.type, occurredAt: now(), data };
      await stream.js.publish(eventSubject(installation, contract.type), JSON.stringify(envelope));
    },
    async publishRaw(contract, bytes) {
      await stream.js.publish(eventSubject(installation, contract.type), encode(bytes));
    },
    async events(contract) {
      const commands = await running.connection
        .model('commands')
        .find({ 'events.type': contract.type })
        .sort({ decidedAt: 1 })
        .lean<CommandRecord[]>();
      const events = commands
        .flatMap((act) => act.events ?? [])
        .filter((event) => event.type === contract.type)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      if (events[0]) recordSample(contract.type, { data: events[0].data });
      return events as never;
    },
    async raw(subject, bytes) {
      return (
        await running.nats.request(requestSubject(installation, subject), encode(bytes), { timeout: 10_000 })
      ).json();
    },
    eventually,
    publishedEvents: () =>
      eventually(async () => {
        const { outboxWaiting } = await caller.health(definition.name);
        if (outboxWaiting !== 0)
          throw new Error(`${outboxWaiting} commands have events that are not on the stream yet`);
      }),
    count: (collection) => running.connection.collection(collection).countDocuments({}),
    async stop() {
      const { COMPTOIR_NATS_URL: url, COMPTOIR_MONGO_URL: mongoUrl } = config;
      await running.stop();
      await sweep(url, mongoUrl, installation, definition.name);
    },
  };
}
