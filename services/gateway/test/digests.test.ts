import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { ensureCollections, makeLog, mint, now } from '@comptoir/kit';
import { eventually } from '@comptoir/kit/testing';
import { Digests, type DigestTerms } from '../src/notices/digests.js';
import { mailerOf } from '../src/notices/mailer.js';
import type { Notice } from '../src/notices/notice-consumer.js';
import { People } from '../src/people/people.js';
import { levelData, openServers } from './notice-fixtures.js';

const log = makeLog('digests-test', 'silent');
const here = mint('store');
let servers: Awaited<ReturnType<typeof openServers>>;
let people: People;
let userIds: Record<string, string>;
let smtp: SMTPServer;
let url: string;
const mails: { to: string; text: string; at: number }[] = [];
/** Whom the server refuses. */
const refused = new Set<string>();

beforeAll(async () => {
  servers = await openServers();
  people = new People(servers.connection);
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'shop' && password === 'p@ss' ? done(null, { user: username }) : done(new Error('wrong')),
    onRcptTo: ({ address }, _session, done) => done(refused.has(address) ? new Error('mailbox is full') : null),
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (piece: Buffer) => (text += piece.toString()));
      stream.on('end', () => {
        for (const { address: to } of envelope.rcptTo) mails.push({ to, text, at: Date.now() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  url = `smtp://shop:p%40ss@127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  new Digests(servers.connection, people, describeIt, undefined, log, { everyMs: 1 }); // for its collections
  await ensureCollections(servers.connection);
  const add = (name: string, role: 'owner' | 'stockKeeper', stores: 'all' | string[]) =>
    people.add({ email: `${name}@shop.example`, name, role, password: 'a long password', stores });
  await add('owner', 'owner', 'all');
  await add('keeper', 'stockKeeper', [here]);
  await add('elsewhere', 'stockKeeper', [mint('store')]);
  const all = await people.list(null, { limit: 10 });
  userIds = Object.fromEntries(all.map(({ name, userId }) => [name, userId]));
}, 30_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(resolve));
  await servers.close();
});
beforeEach(async () => {
  mails.length = 0;
  refused.clear();
  await servers.connection.collection('digests').deleteMany({});
  await servers.connection.collection('noticePreferences').deleteMany({});
});

async function describeIt({ data }: Notice) {
  return { storeName: 'Alger', productName: `Product ${data.available}`, sku: 'SKU', quantityDecimals: 0 };
}
async function running(terms: Partial<DigestTerms>, work: (digests: Digests) => Promise<void>): Promise<void> {
  const send = mailerOf(url, 'comptoir@shop.example');
  const make = () =>
    new Digests(servers.connection, people, describeIt, send, log, {
      everyMs: 60_000,
      retryMs: 20,
      idleMs: 10,
      ...terms,
    });
  const replicas = [make(), make()] as const; // who shares the work
  for (const one of replicas) one.start();
  try {
    await work(replicas[0]);
  } finally {
    await Promise.all(replicas.map((one) => one.stop()));
  }
}
const notice = (available: number, facts: Partial<Notice> = {}): Notice => ({
  eventId: mint('event'),
  type: 'inventory.stockLow',
  occurredAt: now(),
  data: levelData({ storeId: here, available }),
  ...facts,
});
const receivers = () => mails.map(({ to }) => to.split('@')[0]).toSorted();

describe('mails about stock', () => {
  test('go to those who chose them and may read the stock of the store, and to nobody else', async () => {
    await running({}, async (digests) => {
      await digests.keep(notice(1)); // nobody has chosen yet
      for (const name of ['owner', 'keeper', 'elsewhere']) await digests.choose(userIds[name]!, true);
      const told = notice(4);
      await digests.keep(told);
      await digests.keep(told); // the stream delivers it twice
      await eventually(() => expect(receivers()).toEqual(['keeper', 'owner']));
      expect(mails[0]!.text).toMatch(/^Subject: .*Stock/m);
      expect(mails[0]!.text.match(/Product 4/g)).toHaveLength(1);
      expect(mails[0]!.text).not.toContain('Product 1');
      expect(mails[0]!.text).toMatch(/^From: comptoir@shop\.example/m);
      expect(await digests.chosen(userIds['keeper']!)).toBe(true);
    });
  });

  test('come at most once in a while, with all that happened since', async () => {
    const everyMs = 700;
    await running({ everyMs }, async (digests) => {
      await digests.choose(userIds['owner']!, true);
      await digests.keep(notice(1));
      await eventually(() => expect(mails).toHaveLength(1));
      const later = [2, 3, 4, 5, 6];
      for (const available of later) await digests.keep(notice(available));
      const batch = { ...levelData({ storeId: here, available: 7 }), batchId: mint('batch'), expiresOn: '2026-12-31' };
      await digests.keep(notice(7, { type: 'inventory.stockExpiring', data: batch }));
      const unfolded = () => mails.map(({ text }) => text.replaceAll('=\r\n', '')).join();
      await eventually(() => expect(unfolded()).toContain(' expires on 2026-12-31'));
      const told = () => later.filter((available) => mails.some(({ text }) => text.includes(`Product ${available} `)));
      await eventually(() => expect(told()).toEqual(later));
      expect(mails.filter(({ text }) => text.includes('Product 1 '))).toHaveLength(1);
      for (const [index, { at }] of mails.slice(1).entries())
        expect(at - mails[index]!.at).toBeGreaterThanOrEqual(everyMs - 100); // a mail is there before it is noted
    });
  });

  test('that fail hold up nobody else, and are tried again until they are taken', async () => {
    refused.add('keeper@shop.example');
    await running({}, async (digests) => {
      for (const name of ['keeper', 'owner']) await digests.choose(userIds[name]!, true);
      await digests.keep(notice(2));
      await eventually(() => expect(receivers()).toEqual(['owner']));
      await eventually(async () => {
        const kept = await servers.connection.collection('digests').findOne({ _id: userIds['keeper'] as never });
        expect(kept).toMatchObject({ lastFault: expect.stringContaining('mailbox is full') });
        expect(kept!['attempts']).toBeGreaterThan(1);
      });
      refused.clear();
      await eventually(() => expect(receivers()).toEqual(['keeper', 'owner']));
    });
  });

  test('end when a person no longer wants them, also what was not told yet', async () => {
    const linesOf = async (name: string) => {
      const kept = await servers.connection.collection('digests').findOne({ _id: userIds[name] as never });
      return (kept!['lines'] as { productName: string }[]).map(({ productName }) => productName);
    };
    await running({}, async (digests) => {
      for (const name of ['keeper', 'owner']) await digests.choose(userIds[name]!, true);
      await digests.keep(notice(1));
      await eventually(async () => {
        expect(receivers()).toEqual(['keeper', 'owner']);
        expect([await linesOf('keeper'), await linesOf('owner')]).toEqual([[], []]);
      });
      await digests.keep(notice(2));
      await digests.choose(userIds['keeper']!, false);
      await digests.keep(notice(3));
      expect([await linesOf('keeper'), await linesOf('owner')]).toEqual([[], ['Product 2', 'Product 3']]);
      expect(await digests.chosen(userIds['keeper']!)).toBe(false);
    });
  });

  test('are none where no mail server is set', async () => {
    const without = new Digests(servers.connection, people, describeIt, undefined, log, { everyMs: 1 });
    await without.choose(userIds['owner']!, true);
    await without.keep(notice(1));
    expect(without.isOffered).toBe(false);
    expect(await servers.connection.collection('digests').countDocuments()).toBe(0);
    await without.stop();
  });
});
