import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureStream, mint } from '../src/index.js';
import { startTestService, type TestService } from '../src/testing/index.js';
import { refilled, tally, taken, tallyService } from './tally-service.js';

let room: TestService;
beforeAll(async () => {
  room = await startTestService(tallyService);
});
afterAll(async () => {
  await room.stop();
});

const newBox = async (left: number): Promise<string> => {
  const box = mint('batch');
  await room.call(tally.addBox, { box, left });
  return box;
};

describe('a command', () => {
  test('takes effect once, with its reply and its event, however often it is delivered', async () => {
    const box = await newBox(5);
    const commandId = mint('event');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => room.call(tally.takeOne, { box, queued: false }, { commandId })),
    );
    expect(new Set(replies.map((reply) => reply.ticket)).size).toBe(1);
    expect(await room.call(tally.readBox, { box })).toEqual({ left: 4 });
    expect(await room.connection.collection('acts').countDocuments({ _id: commandId as never })).toBe(1);
    expect((await room.events(taken)).filter((event) => event.data.box === box)).toHaveLength(1);
  });

  test('with the same id but another fingerprint or subject is refused', async () => {
    const box = await newBox(5);
    const commandId = mint('event');
    await room.call(tally.takeOne, { box }, { commandId, fingerprint: 'one' });
    await expect(room.call(tally.addBox, { box, left: 1 }, { commandId, fingerprint: 'one' })).rejects.toMatchObject({
      code: 'command.reused',
    });
    await room.connection.collection('boxes').updateOne({ _id: box as never }, { $set: { left: 0 } });
    await expect(room.call(tally.takeOne, { box }, { commandId, fingerprint: 'two' })).rejects.toMatchObject({
      code: 'command.reused',
      kind: 'conflict',
    });
    await expect(room.call(tally.takeOne, { box }, { commandId, fingerprint: 'one' })).resolves.toMatchObject({
      left: 4,
    });
  });

  test.each([true, false])(
    'raced for the last units lets exactly as many win as there are (queued: %s)',
    async (queued) => {
      const box = await newBox(5);
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, () => room.call(tally.takeOne, { box, queued })),
      );
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(5);
      for (const answer of answers)
        if (answer.status === 'rejected')
          expect(answer.reason).toMatchObject({ code: 'box.empty', details: { left: 0 } });
      expect(await room.call(tally.readBox, { box })).toEqual({ left: 0 });
    },
  );

  test('that is refused leaves nothing, not even a row of the act', async () => {
    const box = await newBox(0);
    const before = [await room.count('acts'), await room.count('tickets')];
    await expect(room.call(tally.takeOne, { box })).rejects.toMatchObject({ code: 'box.empty' });
    expect([await room.count('acts'), await room.count('tickets')]).toEqual(before);
  });

  test('that meets a taken key gets the room’s own refusal', async () => {
    const box = await newBox(1);
    await expect(room.call(tally.addBox, { box, left: 1 })).rejects.toMatchObject({
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
  ])('%s is refused with the field named, and the room lives on', async (_name, bytes, field) => {
    const before = await room.count('acts');
    const answer = await room.raw('tally.takeOne', bytes);
    expect(answer.err).toMatchObject({ code: 'message.invalid', kind: 'invalid' });
    expect(answer.err.details.issues[0].field).toBe(field);
    expect(await room.count('acts')).toBe(before);
  });
});

describe('events', () => {
  const onStream = async (): Promise<number> => {
    const stream = await ensureStream(room.running.nats, room.shop);
    return (await stream.jsm.streams.info(stream.name)).state.messages;
  };

  test('raised by a command reach JetStream, once', async () => {
    const box = await newBox(1);
    await room.told();
    const before = await onStream();
    await room.call(tally.takeOne, { box });
    await room.told();
    await room.eventually(async () => expect(await onStream()).toBe(before + 1));
  });

  test('of an act that was committed and not handed over, as by a process killed in between, are found at the next look and published; known ones are not', async () => {
    await room.told();
    const before = await onStream();
    const acts = room.connection.collection<{ _id: string; subject: string; doneAt: Date; events?: object[] }>('acts');
    const left = async (_id: string, agoMs: number, events?: object[]): Promise<void> =>
      void (await acts.insertOne({
        _id,
        subject: 'tally.takeOne',
        doneAt: new Date(Date.now() - agoMs),
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
    await room.running.nats.reconnect(); // after which everything is looked through
    await room.eventually(async () => expect(await onStream()).toBe(before + 3));
  });

  test('a stream that was lost and made anew by a neighbour, unnoticed: what it held is published again', async () => {
    const box = await newBox(3);
    await room.call(tally.takeOne, { box });
    await room.call(tally.takeOne, { box });
    await room.told();
    const { nats } = room.running;
    const before = await ensureStream(nats, room.shop);
    await before.jsm.streams.delete(before.name);
    const stream = await ensureStream(nats, room.shop);
    await room.call(tally.takeOne, { box });
    await room.eventually(async () => {
      expect((await stream.jsm.streams.info(stream.name)).state.messages).toBeGreaterThanOrEqual(
        (await room.events(taken)).length,
      );
    });
  });

  test('heard again from the start, many at once, with a new one among them: each is taken once', async () => {
    const boxes = await Promise.all(Array.from({ length: 12 }, () => newBox(0)));
    const ids = boxes.map(() => mint('event'));
    const publish = (more: readonly string[] = []): Promise<unknown> =>
      Promise.all([
        ...boxes.map((box, index) => room.publish(refilled, { box, by: 3 }, { id: ids[index] as string })),
        ...more.map((box) => room.publish(refilled, { box, by: 5 })),
      ]);
    const lefts = (): Promise<number[]> =>
      Promise.all(boxes.map(async (box) => (await room.call(tally.readBox, { box })).left));
    await publish();
    await room.eventually(async () => expect(await lefts()).toEqual(boxes.map(() => 3)));
    await publish([boxes[7] as string]);
    await publish([boxes[0] as string]);
    await room.eventually(async () =>
      expect(await lefts()).toEqual(boxes.map((_box, index) => (index === 7 || index === 0 ? 8 : 3))),
    );
  });

  test('delivered twice are taken once; a poison event is parked and the ones behind it flow', async () => {
    const box = await newBox(0);
    const id = mint('event');
    await room.publish(refilled, { box, by: 3 }, { id });
    await room.publish(refilled, { box, by: 3 }, { id });
    await room.publishRaw(refilled, '{"broken":');
    await room.publish(refilled, { box, by: 4 });
    await room.eventually(async () => {
      expect(await room.call(tally.readBox, { box })).toEqual({ left: 7 });
      expect(await room.count('parked')).toBe(1);
    });
  });
});
