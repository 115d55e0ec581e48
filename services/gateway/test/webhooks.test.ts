import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { inventoryEvents } from '@comptoir/contracts';
import { ensureCollections, makeLog, mint } from '@comptoir/kit';
import { eventually } from '@comptoir/kit/testing';
import { NOTICE_TYPES, NoticeConsumer } from '../src/notices/notice-consumer.js';
import { postWebhook } from '../src/notices/post-webhook.js';
import { Webhooks, type WebhookDelivery } from '../src/notices/webhooks.js';
import { levelData, openServers, startReceiver } from './notice-fixtures.js';

const log = makeLog('webhooks-test', 'silent');
const GAPS_MS = [20, 40, 60];
const TERMS = { allowPrivate: true, gapsMs: GAPS_MS, withinMs: 10_000, idleMs: 10 };
let servers: Awaited<ReturnType<typeof openServers>>;
let webhooks: Webhooks;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  servers = await openServers();
  const replicas = [new Webhooks(servers.connection, log, TERMS), new Webhooks(servers.connection, log, TERMS)];
  await ensureCollections(servers.connection);
  const consumers = replicas.map(
    (one) => new NoticeConsumer(servers.nats, servers.installation, log, (notice) => one.keep(notice)),
  );
  for (const one of consumers) await one.start();
  for (const one of replicas) one.start();
  [webhooks] = replicas as [Webhooks];
  closing.push(async () => {
    await Promise.all([...consumers, ...replicas].map((one) => one.stop()));
    await servers.close();
  });
});
afterAll(async () => {
  for (const close of closing) await close();
});
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function receiver(...told: Parameters<typeof startReceiver>) {
  const started = await startReceiver(...told);
  opened.push(started.close);
  return started;
}
const register = (url: string, facts: Partial<Parameters<Webhooks['register']>[0]> = {}, commandId = mint('event')) =>
  webhooks.register({ url, types: [...NOTICE_TYPES], storeIds: null, ...facts }, { commandId, by: 'usr_owner' });
async function logged(webhookId: string, state: WebhookDelivery['state']): Promise<WebhookDelivery> {
  return eventually(async () => {
    const { items } = await webhooks.log(webhookId, { limit: 10 });
    expect(items.map((one) => one.state)).toEqual([state]);
    return items[0]!;
  });
}

describe('a webhook', () => {
  test('is told of an event once, on two replicas, signed by the Standard Webhooks scheme', async () => {
    const { url, received } = await receiver(() => ({ status: 204 }));
    const { webhookId, secret } = await register(url);
    const data = levelData();
    const eventId = await servers.publish(data);
    await servers.publish(data, undefined, eventId); // delivered a second time by the stream
    const delivery = await logged(webhookId, 'delivered');
    expect(delivery).toMatchObject({ eventId, type: 'inventory.stockLow', attempts: [{ status: 204 }] });
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received as [(typeof received)[number]];
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({ type: 'inventory.stockLow', data });
    expect(headers['webhook-id']).toBe(eventId);
    const other = new Webhook(`whsec_${Buffer.alloc(24).toString('base64')}`);
    expect(() => other.verify(body, headers as Record<string, string>)).toThrow(/signature/i);
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow(/signature/i);
    await webhooks.setActive(webhookId, false, 'usr_owner');
  });

  test('is tried again with growing gaps under the same id until it is taken', async () => {
    const { url, received } = await receiver((count) => ({ status: count < 3 ? 503 : 200 }));
    const { webhookId } = await register(url);
    await servers.publish(levelData());
    const { attempts } = await logged(webhookId, 'delivered');
    expect(attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [first, second, third] = attempts.map(({ at }) => Date.parse(at)) as [number, number, number];
    expect(second - first).toBeGreaterThanOrEqual(GAPS_MS[0]!);
    expect(third - second).toBeGreaterThanOrEqual(GAPS_MS[1]!);
    await webhooks.setActive(webhookId, false, 'usr_owner');
  });

  test('that never takes it is given up, with every attempt in the log', async () => {
    const { url } = await receiver(() => ({ status: 500 }));
    const { webhookId } = await register(url);
    await servers.publish(levelData());
    const { attempts, dueAt } = await logged(webhookId, 'givenUp');
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
    expect(dueAt).toBeUndefined();
    await webhooks.setActive(webhookId, false, 'usr_owner');
  });

  test('gets the types and stores that it asked for, and nothing once it is switched off', async () => {
    const { url, received } = await receiver(() => ({ status: 200 }));
    const mine = mint('store');
    const { webhookId } = await register(url, { types: [inventoryEvents.stockOut.type], storeIds: [mine] });
    await servers.publish(levelData({ storeId: mine }));
    await servers.publish(levelData(), inventoryEvents.stockOut.type);
    const wanted = await servers.publish(levelData({ storeId: mine }), inventoryEvents.stockOut.type);
    expect((await logged(webhookId, 'delivered')).eventId).toBe(wanted);
    expect(await webhooks.setActive(webhookId, false, 'usr_owner')).toMatchObject({ active: false });
    const after = await receiver(() => ({ status: 200 }));
    const other = await register(after.url);
    await servers.publish(levelData({ storeId: mine }), inventoryEvents.stockOut.type);
    await logged(other.webhookId, 'delivered');
    expect(received).toHaveLength(1);
    await webhooks.setActive(other.webhookId, false, 'usr_owner');
  });

  test('is registered once a command, with the same secret; lists never tell it', async () => {
    const commandId = mint('event');
    const [one, two] = await Promise.all([
      register('https://example.com/a', {}, commandId),
      register('https://example.com/a', {}, commandId),
    ]);
    expect(two).toEqual(one);
    expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(JSON.stringify(await webhooks.list())).not.toContain('whsec_');
    await webhooks.setActive(one.webhookId, false, 'usr_owner');
  });

  test('that nobody knows is refused', async () => {
    const unknown = expect.objectContaining({ code: 'webhook.unknown' });
    await expect(webhooks.log(mint('webhook'), { limit: 1 })).rejects.toEqual(unknown);
    await expect(webhooks.setActive(mint('webhook'), true, 'usr_owner')).rejects.toEqual(unknown);
  });

  test('goes on after an event that cannot be decoded', async () => {
    const { url } = await receiver(() => ({ status: 200 }));
    const { webhookId } = await register(url);
    await servers.publishRaw('no {json}');
    await servers.publishRaw(
      '{"id":"1","type":"inventory.stockLow","occurredAt":"2026-01-02T03:04:05.000Z","data":{}}',
    );
    const eventId = await servers.publish(levelData());
    expect((await logged(webhookId, 'delivered')).eventId).toBe(eventId);
    await webhooks.setActive(webhookId, false, 'usr_owner');
  });
});

describe('one attempt', () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const post = (url: string, allowPrivate = true, withinMs = 10_000) =>
    postWebhook({ url, secret, messageId: 'evt_1', body: '{}' }, new Date(), { allowPrivate, withinMs });

  test('does not follow a redirect', async () => {
    const target = await receiver(() => ({ status: 200 }));
    const { url } = await receiver(() => ({ status: 307, headers: { location: target.url } }));
    expect(await post(url)).toMatchObject({ status: 307 });
    expect(target.received).toEqual([]);
  });

  test('ends where the receiver says nothing, too much, or is not there', async () => {
    const silent = await receiver(() => 'nothing');
    expect((await post(silent.url, true, 200)).fault).toContain('within 200 ms');
    const long = await receiver(() => ({ status: 200, body: 'x'.repeat(200_000) }));
    expect((await post(long.url)).fault).toContain('longer than');
    const gone = await receiver(() => ({ status: 200 }));
    await opened.pop()!();
    expect((await post(gone.url)).fault).toMatch(/ECONNREFUSED/);
  });

  test.each([
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://[::ffff:127.0.0.1]/hook',
    'https://2130706433/hook', // 127.0.0.1 as one number
    'https://169.254.169.254/latest',
    'https://10.0.0.8/hook',
    'https://localhost/hook',
  ])('to %s is refused without a setting', async (url) => {
    const { fault, status } = await post(url, false);
    expect([status, fault]).toEqual([undefined, expect.stringMatching(/not on the public Internet/)]);
  });

  test('to a private server is refused before anything reaches it, also by http', async () => {
    const { url, received } = await receiver(() => ({ status: 200 }));
    expect((await post(url, false)).fault).toContain('https');
    const secure = await post(url.replace('http:', 'https:').replace('127.0.0.1', 'localhost'), false);
    expect(secure.fault).toMatch(/not on the public Internet/);
    expect(received).toEqual([]);
    const strict = new Webhooks(servers.connection, log, { ...TERMS, allowPrivate: false });
    const registered = strict.register({ url, types: [], storeIds: null }, { commandId: 'c', by: 'u' });
    await expect(registered).rejects.toMatchObject({ code: 'webhook.not-https' });
  });
});
