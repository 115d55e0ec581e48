import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { parkedEventMessages } from '@comptoir/contracts/kernel';
import { bootService, connectNats, ensureStream, makeCaller, mint } from '../src/index.js';
import {
  startTestService,
  testConfig,
  testInstallationName,
  TEST_ACTOR,
  type TestService,
} from '../src/testing/index.js';
import { nextTallyService, recalled, refilled, tally, tallyService } from './tally-service.js';

const parkedEvents = parkedEventMessages('tally');
let service: TestService;
beforeAll(async () => {
  service = await startTestService(tallyService);
});
afterAll(() => service.stop());

const newBox = async (left: number, box: string = mint('batch')): Promise<string> => {
  await service.call(tally.addBox, { box, left });
  return box;
};
const leftIn = async (box: string): Promise<number> => (await service.call(tally.readBox, { box })).left;
const startReplica = (definition: typeof tallyService) => bootService(definition, testConfig(service.installation));

/** Which replica gets a delivery is chance: in this time an event comes to the wrong one 13 times in a row once in 8,000. */
const CHANCE_MS = 90_000;

describe('replicas with different handlers', () => {
  test('an event that only the next version knows is left to it, and none is parked', async () => {
    const next = await startReplica(nextTallyService);
    const box = await newBox(10);
    for (let number = 0; number < 10; number += 1) await service.publish(recalled, { box });
    await service.publish(refilled, { box, by: 1 });
    await service.eventually(async () => expect(await leftIn(box)).toBe(1), CHANCE_MS);
    expect(await service.count('parked')).toBe(0);
    await next.stop();
  }, 120_000);

  test('an older version starts beside or after the next one: it receives its own events, and takes none away', async () => {
    const older = await startReplica(tallyService);
    const box = await newBox(5);
    await service.publish(recalled, { box }); // nobody knows it now
    await service.publish(refilled, { box, by: 1 });
    await service.eventually(async () => expect(await leftIn(box)).toBe(6));
    const caller = makeCaller(older.nats, service.installation);
    expect(await caller.health('tally')).toMatchObject({ ok: true, parked: 0 });
    const next = await startReplica(nextTallyService);
    await service.eventually(async () => expect(await leftIn(box)).toBe(5), CHANCE_MS);
    expect(await service.count('parked')).toBe(0);
    await next.stop();
    await older.stop();
  }, 120_000);
});

describe('parked events', () => {
  /** Parks an event that refills a box which does not exist yet; returns its id and the box. */
  const park = async (): Promise<{ id: string; box: string }> => {
    const [id, box] = [mint('event'), mint('batch')];
    await service.publish(refilled, { box, by: 3 }, { id });
    await service.eventually(() => service.call(parkedEvents.read, { id }));
    return { id, box };
  };

  test('are listed in pages and shown with their message and the reason', async () => {
    const [one, two] = [await park(), await park()];
    const first = await service.call(parkedEvents.list, { limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ id: one.id, type: 'supplier.refilled' }], next: one.id });
    const second = await service.call(parkedEvents.list, { limit: 1, after: one.id });
    expect(second).toEqual({ total: 2, items: [expect.objectContaining({ id: two.id })] });
    const shown = await service.call(parkedEvents.read, { id: one.id });
    expect(shown.error).toContain('There is no such box.');
    expect(JSON.parse(shown.raw).data).toEqual({ box: one.box, by: 3 });
  });

  test('a retry runs the reaction once and takes it off the list; before its cause is mended it stays', async () => {
    const { id, box } = await park();
    await expect(service.call(parkedEvents.retry, { id })).rejects.toMatchObject({
      code: 'parked-event.failed-again',
      kind: 'rejected',
      message: `The event ${id} stays parked, because its reaction failed again: There is no such box.`,
    });
    expect((await service.call(parkedEvents.read, { id })).retriedAt).toBeDefined();
    await newBox(1, box);
    const retries = await Promise.all([1, 2, 3].map(() => service.call(parkedEvents.retry, { id })));
    expect(retries).toEqual([1, 2, 3].map(() => ({ id, handled: true })));
    expect(await leftIn(box)).toBe(4);
    await expect(service.call(parkedEvents.read, { id })).rejects.toMatchObject({ code: 'parked-event.unknown' });
    expect(await service.call(parkedEvents.retry, { id })).toEqual({ id, handled: true });
    expect(await leftIn(box)).toBe(4);
  });

  test('a drop takes it off the list and keeps who and why; it can be repeated, not retried', async () => {
    const { id } = await park();
    const before = (await service.call(parkedEvents.list, {})).total;
    const dropped = await service.call(parkedEvents.drop, { id, reason: 'The box was a test.' });
    expect(dropped.dropped).toMatchObject({ by: TEST_ACTOR.id, role: 'manager', reason: 'The box was a test.' });
    expect((await service.call(parkedEvents.list, {})).total).toBe(before - 1);
    expect(await service.call(parkedEvents.drop, { id, reason: 'Again.' })).toEqual(dropped);
    expect((await service.call(parkedEvents.read, { id })).dropped).toEqual(dropped.dropped);
    await expect(service.call(parkedEvents.retry, { id })).rejects.toMatchObject({ code: 'parked-event.dropped' });
  });

  test('an unreadable message is parked under its place in the stream, and a retry says what is wrong with it', async () => {
    await service.publishRaw(refilled, '{"broken":');
    const id = await service.eventually(async () => {
      const { items } = await service.call(parkedEvents.list, { limit: 200 });
      return items.find((one) => one.id.startsWith('seq-'))!.id;
    });
    await expect(service.call(parkedEvents.retry, { id })).rejects.toMatchObject({ code: 'parked-event.failed-again' });
    await service.call(parkedEvents.drop, { id, reason: 'It is not an event.' });
  });

  test.each([
    ['retryParkedEvent', { id: '../x' }, 'message.invalid'],
    ['dropParkedEvent', { id: 'evt_1' }, 'message.invalid'],
    ['dropParkedEvent', { id: 'evt_1', reason: 'Not there.' }, 'parked-event.unknown'],
    ['retryParkedEvent', { id: 'evt_1' }, 'parked-event.unknown'],
    ['parkedEvents', { limit: 1000 }, 'message.invalid'],
  ])('%s of %j is refused: %s', async (message, input, code) => {
    const query = message === 'parkedEvents';
    const data = { ...(query ? {} : { commandId: mint('event') }), actor: TEST_ACTOR, input };
    const answer = await service.raw(`tally.${message}`, JSON.stringify({ id: '1', data }));
    expect(answer.err).toMatchObject({ code });
  });
});

describe('health', () => {
  test('says that a service receives no events, and why', async () => {
    const installation = testInstallationName();
    const nats = await connectNats(testConfig(installation).COMPTOIR_NATS_URL, 'consumer-test');
    const stream = await ensureStream(nats, installation);
    await stream.jsm.consumers.add(stream.name, {
      durable_name: 'tally',
      ack_policy: AckPolicy.Explicit,
      deliver_subject: 'elsewhere', // no version of the service can use such a consumer, nor change it
      deliver_policy: DeliverPolicy.All,
    });
    const other = await startTestService(tallyService, installation);
    const health = () => makeCaller(nats, installation).health('tally');
    const ill = await other.eventually(async () => {
      const answer = await health();
      expect(answer.ok).toBe(false);
      return answer;
    }, 15_000);
    expect(ill.reasons).toEqual([
      expect.stringMatching(/^no events are received for \d+ s: there is no subscription: /),
    ]);
    await stream.jsm.consumers.delete(stream.name, 'tally');
    await other.eventually(async () => expect((await health()).ok).toBe(true), 15_000);
    await other.stop();
    await nats.close();
  }, 60_000);
});
