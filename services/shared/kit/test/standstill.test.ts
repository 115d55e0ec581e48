import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DiscardPolicy } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { mint } from '../src/clock.js';
import { handlersFor, defineService, connectNats, ensureStream, makeCaller } from '../src/index.js';
import { startTestService, testConfig, testInstallationName, type TestService } from '../src/testing/index.js';
import { refilled, tally, tallyService } from './tally-service.js';

/** What is stopped here is seen after a minute: the three services wait side by side. */
const SEEN_WITHIN = 90_000;

let nats: NatsConnection;
beforeAll(async () => {
  nats = await connectNats(testConfig(testInstallationName()).COMPTOIR_NATS_URL, 'standstill-test');
});
afterAll(() => nats.close());

const healthOf = (service: TestService) => makeCaller(nats, service.installation).health('tally');

/** Waits for the reasons why a service is not well, then, once `mend` has run, for its health. */
const illUntil = async (service: TestService, mend: () => unknown): Promise<readonly string[]> => {
  const { reasons = [] } = await service.eventually(async () => {
    const health = await healthOf(service);
    expect(health.ok).toBe(false);
    return health;
  }, SEEN_WITHIN);
  await mend();
  await service.eventually(
    async () => expect(await healthOf(service)).toMatchObject({ ok: true, outboxWaiting: 0, eventsWaiting: 0 }),
    30_000,
  );
  return reasons;
};

/** A stream that is full, as a disk is full: commands are done, their events wait. */
async function streamTakesNothing(): Promise<readonly string[]> {
  const service = await startTestService(tallyService);
  const { jsm, name } = await ensureStream(nats, service.installation);
  const { messages } = (await jsm.streams.info(name)).state;
  const box = mint('batch');
  await service.call(tally.addBox, { box, left: 2 });
  await service.call(tally.takeOne, { box });
  await service.eventually(async () => expect((await jsm.streams.info(name)).state.messages).toBeGreaterThan(messages));
  await jsm.streams.update(name, { max_msgs: 1, discard: DiscardPolicy.New });
  await service.call(tally.takeOne, { box });
  const reasons = await illUntil(service, () => jsm.streams.update(name, { max_msgs: -1, discard: DiscardPolicy.Old }));
  expect((await jsm.streams.info(name)).state.messages).toBe(messages + 2);
  await service.stop();
  return reasons;
}

/** A consumer that an operator has paused: the events wait on the stream. */
async function consumerIsPaused(): Promise<readonly string[]> {
  const service = await startTestService(tallyService);
  const { jsm, name } = await ensureStream(nats, service.installation);
  const box = mint('batch');
  await service.call(tally.addBox, { box, left: 1 });
  await service.eventually(() => jsm.consumers.info(name, 'tally'));
  await jsm.consumers.pause(name, 'tally', new Date('2099-01-01'));
  await service.publish(refilled, { box, by: 2 });
  const reasons = await illUntil(service, () => jsm.consumers.resume(name, 'tally'));
  await service.eventually(async () => expect(await service.call(tally.readBox, { box })).toEqual({ left: 3 }));
  await service.stop();
  return reasons;
}

/** A reaction that does not come back. */
async function reactionDoesNotEnd(): Promise<readonly string[]> {
  const answer = Promise.withResolvers<void>();
  const waiting = handlersFor<unknown>().reaction(refilled, {
    load: () => answer.promise,
    decide: () => ({}),
    save: () => [],
  });
  const service = await startTestService(defineService({ ...tallyService, reactions: [waiting as never] }));
  await service.publish(refilled, { box: mint('batch'), by: 2 });
  const reasons = await illUntil(service, () => answer.resolve());
  await service.stop();
  return reasons;
}

test('health says after a minute what stands still, and when it moves again', async () => {
  const [relay, consumer, reaction] = await Promise.all([
    streamTakesNothing(),
    consumerIsPaused(),
    reactionDoesNotEnd(),
  ]);
  expect(relay).toEqual([
    expect.stringMatching(/^events have not been published for (?:[6-9]\d|\d{3,}) s: the stream does not take them$/),
  ]);
  expect(consumer).toEqual([expect.stringMatching(/^1 events have not moved for (?:[6-9]\d|\d{3,}) s$/)]);
  expect(reaction).toEqual([expect.stringMatching(/^the handling of .+ has not ended for (?:[6-9]\d|\d{3,}) s$/)]);
}, 180_000);
