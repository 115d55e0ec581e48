import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectNats, eventSubject, makeLog, mint } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import { salesEvents } from '@comptoir/contracts';
import { Events } from '../src/events.js';

const config = testConfig();
let nats: Awaited<ReturnType<typeof connectNats>>;
beforeAll(async () => {
  nats = await connectNats(config.COMPTOIR_NATS_URL, 'events-test');
});
afterAll(() => nats.close());

test('whoever watches an order hears that a manager is asked, and that it is sold, once it is so and not before; what cannot be read harms nobody', async () => {
  const events = new Events(nats, config.COMPTOIR_SHOP, makeLog('events-test', 'silent'));
  const orderId = mint('order');
  const heard: string[] = [];
  const watch = events.watchOrder(orderId);
  const given = events.watchOrder(orderId);
  void given.asked.then(() => heard.push('given up'));
  given.end();
  const subject = eventSubject(config.COMPTOIR_SHOP, salesEvents.orderChanged.type);
  const saleId = mint('sale');
  const changed = (id: string, state: string, sold?: object): string => JSON.stringify({ data: { orderId: id, storeId: mint('store'), state, revision: 1, changedAt: '2026-01-02T03:04:05.000Z', ...sold } });
  const told = watch.asked.then(() => heard.push('asked'));
  nats.publish(subject, 'no {json}');
  nats.publish(subject, changed(mint('order'), 'pendingApproval'));
  nats.publish(subject, changed(orderId, 'checkingOut'));
  await nats.flush();
  expect(heard).toEqual([]);
  nats.publish(subject, changed(orderId, 'pendingApproval'));
  await told;
  void watch.sold.then((id) => heard.push(id));
  nats.publish(subject, changed(orderId, 'fulfilled', { saleId }));
  nats.publish(subject, changed(mint('order'), 'paid', { saleId: mint('sale') }));
  await nats.flush();
  expect(heard).toEqual(['asked']);
  nats.publish(subject, changed(orderId, 'paid', { saleId }));
  await watch.sold;
  watch.end();
  expect(heard).toEqual(['asked', saleId]);
});
