import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectNats, eventSubject, makeLog, mint } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import { inventoryEvents, salesEvents } from '@comptoir/contracts';
import { Events } from '../src/events.js';
import { SoldOut } from '../src/sold-out.js';

const config = testConfig();
let nats: Awaited<ReturnType<typeof connectNats>>;
beforeAll(async () => {
  nats = await connectNats(config.COMPTOIR_NATS_URL, 'events-test');
});
afterAll(() => nats.close());

test('a watch of an order reports the wait for a manager and the sale, when they happen and not before; undecodable events are skipped', async () => {
  const events = new Events(nats, config.COMPTOIR_INSTALLATION, makeLog('events-test', 'silent'));
  const orderId = mint('order');
  const received: string[] = [];
  const watch = events.watchOrder(orderId);
  const given = events.watchOrder(orderId);
  void given.asked.then(() => received.push('given up'));
  given.end();
  const subject = eventSubject(config.COMPTOIR_INSTALLATION, salesEvents.orderChanged.type);
  const saleId = mint('sale');
  const changed = (id: string, state: string, sold?: object): string =>
    JSON.stringify({
      data: { orderId: id, storeId: mint('store'), state, revision: 1, changedAt: '2026-01-02T03:04:05.000Z', ...sold },
    });
  const publishedEvents = watch.asked.then(() => received.push('asked'));
  nats.publish(subject, 'no {json}');
  nats.publish(subject, changed(mint('order'), 'pendingApproval'));
  nats.publish(subject, changed(orderId, 'checkingOut'));
  await nats.flush();
  expect(received).toEqual([]);
  nats.publish(subject, changed(orderId, 'pendingApproval'));
  await publishedEvents;
  void watch.sold.then((id) => received.push(id));
  nats.publish(subject, changed(orderId, 'fulfilled', { saleId }));
  nats.publish(subject, changed(mint('order'), 'paid', { saleId: mint('sale') }));
  await nats.flush();
  expect(received).toEqual(['asked']);
  nats.publish(subject, changed(orderId, 'paid', { saleId }));
  await watch.sold;
  watch.end();
  expect(received).toEqual(['asked', saleId]);
});

test('what is sold out is known by store until there is some again; a figure that comes late changes nothing', async () => {
  const soldOut = new SoldOut(nats, config.COMPTOIR_INSTALLATION, makeLog('events-test', 'silent'));
  const [here, there, lamp, chair] = [mint('store'), mint('store'), mint('product'), mint('product')];
  const say = async (productId: string, available: number, version: number): Promise<string[]> => {
    nats.publish(
      eventSubject(config.COMPTOIR_INSTALLATION, inventoryEvents.stockChanged.type),
      JSON.stringify({ data: { storeId: here, productId, available, version } }),
    );
    await nats.flush();
    return soldOut.among(here, [lamp, chair, lamp]);
  };
  expect(await say(lamp, 1, 1)).toEqual([]);
  expect(await say(lamp, 0, 5)).toEqual([lamp]);
  expect(await say(chair, 0, 2)).toEqual([lamp, chair]);
  expect(soldOut.among(there, [lamp, chair])).toEqual([]);
  expect(await say(lamp, 3, 4)).toEqual([lamp, chair]);
  expect(await say(lamp, 3, 6)).toEqual([chair]);
});
