import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureStream, mint } from '../src/index.js';
import { startTestService, type TestService } from '../src/testing/index.js';
import { blindLoads, putAttempts, refilled, tally, taken, tallyService } from './tally-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(tallyService);
});
afterAll(async () => {
  await service.stop();
});

const newBox = async (left: number): Promise<string> => {
  const box = mint('batch');
  await service.call(tally.addBox, { box, left });
  return box;
};

describe('a command', () => {
  test('takes effect once, with its reply and its event, however often it is delivered', async () => {
    const box = await newBox(5);
    const commandId = mint('event');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => service.call(tally.takeOne, { box, queued: false }, { commandId })),
    );
    expect(new Set(replies.map((reply) => reply.ticket)).size).toBe(1);
    expect(await service.call(tally.readBox, { box })).toEqual({ left: 4 });
    expect(await service.connection.collection('commands').countDocuments({ _id: commandId as never })).toBe(1);
    expect((await service.events(taken)).filter((event) => event.data.box === box)).toHaveLength(1);
  });

  test('that deletes a record does it once: of several at once, the others find it gone', async () => {
    const box = await newBox(3);
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => service.call(tally.dropBox, { box })));
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'box.unknown' });
    expect(await service.connection.collection('boxes').countDocuments({ _id: box as never })).toBe(0);
  });

  test('with the same id but another fingerprint or subject is refused', async () => {
    const box = await newBox(5);
    const commandId = mint('event');
    await service.call(tally.takeOne, { box }, { commandId, fingerprint: 'one' });
    await expect(service.call(tally.addBox, { box, left: 1 }, { commandId, fingerprint: 'one' })).rejects.toMatchObject(
      {
        code: 'command.reused',
      },
    );
    await service.connection.collection('boxes').updateOne({ _id: box as never }, { $set: { left: 0 } });
    await expect(service.call(tally.takeOne, { box }, { commandId, fingerprint: 'two' })).rejects.toMatchObject({
      code: 'command.reused',
      kind: 'conflict',
    });
    await expect(service.call(tally.takeOne, { box }, { commandId, fingerprint: 'one' })).resolves.toMatchObject({
      left: 4,
    });
  });

  test.each([true, false])(
    'raced for the last units lets exactly as many win as there are (queued: %s)',
    async (queued) => {
      const box = await newBox(5);
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, () => service.call(tally.takeOne, { box, queued })),
      );
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(5);
      for (const answer of answers)
        if (answer.status === 'rejected')
          expect(answer.reason).toMatchObject({ code: 'box.empty', details: { left: 0 } });
      expect(await service.call(tally.readBox, { box })).toEqual({ left: 0 });
    },
  );

  test('that is refused leaves nothing, not even a command record', async () => {
    const box = await newBox(0);
    const before = [await service.count('commands'), await service.count('tickets')];
    await expect(service.call(tally.takeOne, { box })).rejects.toMatchObject({ code: 'box.empty' });
    expect([await service.count('commands'), await service.count('tickets')]).toEqual(before);
  });

  test('whose reply does not fit into a message is refused before anything is written', async () => {
    const box = await newBox(5);
    const before = [await service.count('commands'), await service.count('tickets')];
    await expect(service.call(tally.takeOne, { box, noteLength: 9_000_000 })).rejects.toMatchObject({
      code: 'reply.too-large',
    });
    expect([await service.count('commands'), await service.count('tickets')]).toEqual(before);
    expect(await service.call(tally.readBox, { box })).toEqual({ left: 5 });
  });

  test('that meets a key which it did not see is loaded and decided again, as a second attempt; a key that stays in the way is a duplicate', async () => {
    const box = await newBox(1);
    blindLoads.left = 1;
    putAttempts.length = 0;
    expect(await service.call(tally.putOne, { box })).toEqual({ left: 2 });
    expect(putAttempts).toEqual([1, 2]);
    blindLoads.left = 2;
    await expect(service.call(tally.putOne, { box })).rejects.toMatchObject({ code: 'box.exists' });
    blindLoads.left = 0;
  });

  test('that meets a taken key gets the service’s own refusal', async () => {
    const box = await newBox(1);
    await expect(service.call(tally.addBox, { box, left: 1 })).rejects.toMatchObject({
      code: 'box.exists',
      kind: 'conflict',
    });
  });
});

describe('bad messages', () => {
  const envelope = (input: unknown, more: object = {}) =>
    JSON.stringify({
      id: '1',
      pattern: 'tally.takeOne',
      data: { commandId: mint('event'), actor: { id: 'a', role: 'cashier' }, input, ...more },
    });
  test.each([
    ['not JSON', 'certainly {not} json', ''],
    ['empty', '', ''],
    ['a bare string', '"hello"', ''],
    [
      'an envelope without commandId',
      JSON.stringify({ id: '1', data: { actor: { id: 'a', role: 'cashier' }, input: { box: 'x' } } }),
      'commandId',
    ],
    ['an unknown envelope field', envelope({ box: 'x' }, { admin: true }), 'admin'],
    ['a wrong type', envelope({ box: 7 }), 'box'],
    ['an operator of MongoDB', envelope({ box: { $gt: '' } }), 'box'],
    ['an unknown field', envelope({ box: 'x', $where: '1' }), '$where'],
  ])('%s is refused with the field named, and the service keeps running', async (_name, bytes, field) => {
    const before = await service.count('commands');
    const answer = await service.raw('tally.takeOne', bytes);
    expect(answer.err).toMatchObject({ code: 'message.invalid', kind: 'invalid' });
    expect(answer.err.details.issues[0].field).toBe(field);
    expect(await service.count('commands')).toBe(before);
  });
});

describe('events', () => {
  const onStream = async (): Promise<number> => {
    const stream = await ensureStream(service.running.nats, service.installation);
    return (await stream.jsm.streams.info(stream.name)).state.messages;
  };

  test('raised by a command reach JetStream, once', async () => {
    const box = await newBox(1);
    await service.publishedEvents();
    const before = await onStream();
    await service.call(tally.takeOne, { box });
    await service.publishedEvents();
    await service.eventually(async () => expect(await onStream()).toBe(before + 1));
  });

  test('of a command that was committed but not enqueued, as after a killed process, are found by the next sweep and published; known ones are not', async () => {
    await service.publishedEvents();
    const before = await onStream();
    const tasks = service.connection.collection<{ _id: string; subject: string; decidedAt: Date; events?: object[] }>(
      'commands',
    );
    const left = async (_id: string, agoMs: number, events?: object[]): Promise<void> =>
      void (await tasks.insertOne({
        _id,
        subject: 'tally.takeOne',
        decidedAt: new Date(Date.now() - agoMs),
        ...(events ? { events } : {}),
      }));
    const event = () => ({
      id: mint('event'),
      type: taken.type,
      occurredAt: '2026-01-02T03:04:05.000Z',
      data: { box: 'left behind', left: 0 },
    });
    await left('left-behind/late', 60_000, [event()]);
    await left('left-behind/two', 1_000, [event(), event()]);
    await left('left-behind/silent', 1_000);
    await service.running.nats.reconnect(); // after which everything is swept
    await service.eventually(async () => expect(await onStream()).toBe(before + 3));
  });

  test('a stream that was lost and created again by another process, unnoticed: its events are published again', async () => {
    const box = await newBox(3);
    await service.call(tally.takeOne, { box });
    await service.call(tally.takeOne, { box });
    await service.publishedEvents();
    const { nats } = service.running;
    const before = await ensureStream(nats, service.installation);
    await before.jsm.streams.delete(before.name);
    const stream = await ensureStream(nats, service.installation);
    await service.call(tally.takeOne, { box });
    await service.eventually(async () => {
      expect((await stream.jsm.streams.info(stream.name)).state.messages).toBeGreaterThanOrEqual(
        (await service.events(taken)).length,
      );
    });
  });

  test('delivered again from the start, many at once, with a new one among them: each is handled once', async () => {
    const boxes = await Promise.all(Array.from({ length: 12 }, () => newBox(0)));
    const ids = boxes.map(() => mint('event'));
    const publish = (more: readonly string[] = []): Promise<unknown> =>
      Promise.all([
        ...boxes.map((box, index) => service.publish(refilled, { box, by: 3 }, { id: ids[index] as string })),
        ...more.map((box) => service.publish(refilled, { box, by: 5 })),
      ]);
    const lefts = (): Promise<number[]> =>
      Promise.all(boxes.map(async (box) => (await service.call(tally.readBox, { box })).left));
    await publish();
    await service.eventually(async () => expect(await lefts()).toEqual(boxes.map(() => 3)));
    await publish([boxes[7] as string]);
    await publish([boxes[0] as string]);
    await service.eventually(async () =>
      expect(await lefts()).toEqual(boxes.map((_box, index) => (index === 7 || index === 0 ? 8 : 3))),
    );
  });

  test('delivered twice are taken once; a poison event is parked and the ones behind it flow', async () => {
    const box = await newBox(0);
    const id = mint('event');
    await service.publish(refilled, { box, by: 3 }, { id });
    await service.publish(refilled, { box, by: 3 }, { id });
    await service.publishRaw(refilled, '{"broken":');
    await service.publish(refilled, { box, by: 4 });
    await service.eventually(async () => {
      expect(await service.call(tally.readBox, { box })).toEqual({ left: 7 });
      expect(await service.count('parked')).toBe(1);
    });
  });
});
