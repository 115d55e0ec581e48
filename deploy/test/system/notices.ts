import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStoreFixture, sell, stockUp } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Notices to addresses of the owner; its system lets them go to this machine (COMPTOIR_WEBHOOKS_PRIVATE). */
export function notices(started: () => TestSystem): void {
  describe('notices, over HTTP', () => {
    let system: TestSystem;
    const received: any[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        received.push(JSON.parse(body));
        response.writeHead(200).end();
      });
    });
    let url: string;
    beforeAll(async () => {
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/stock`;
      system = started();
    }, 180_000);
    afterAll(async () => {
      receiver.closeAllConnections();
      receiver.close();
    }, 30_000);

    test('an owner registers an address; what sells out and comes back is told there and stands in the log', async () => {
      const { owner, manager } = system;
      const here = await openStoreFixture(system);
      expect(await manager.ask('POST', '/webhooks', { url })).toMatchObject({ status: 403 });
      expect(await owner.ask('POST', '/webhooks', { url: 'ftp://example.com' })).toMatchObject({ status: 400 });
      expect(await owner.ask('POST', '/webhooks', { url, types: ['sales.saleChanged'] })).toMatchObject({
        status: 400,
      });
      const made = await owner.ask('POST', '/webhooks', { url, storeIds: [here.storeId] }, 'a-webhook');
      expect(made).toMatchObject({ status: 201, body: { active: true, secret: expect.stringMatching(/^whsec_/) } });
      expect(await owner.ask('POST', '/webhooks', { url, storeIds: [here.storeId] }, 'a-webhook')).toEqual(made);
      const { webhookId } = made.body;
      expect((await owner.get('/webhooks')).items.map((one: any) => [one.webhookId, one.secret])).toEqual([
        [webhookId, undefined],
      ]);
      const productId = await stockUp(here, [[2, 500]]);
      await sell(here, [{ productId, quantity: 2 }]);
      const lines = [{ productId, quantity: 1, costMinor: 500 }];
      await manager.post('/deliveries', { storeId: here.storeId, lines });
      await eventually(() =>
        expect(received.map(({ type, data }) => [type, data.productId, data.available]).toSorted()).toEqual([
          ['inventory.stockOut', productId, 0],
          ['inventory.stockRecovered', productId, 1],
        ]),
      );
      await eventually(async () => {
        const { items } = await owner.get(`/webhooks/${webhookId}/deliveries`);
        expect(items.map((one: any) => [one.type, one.state])).toEqual([
          ['inventory.stockRecovered', 'delivered'],
          ['inventory.stockOut', 'delivered'],
        ]);
      });
      expect(await owner.ask('PATCH', `/webhooks/${webhookId}`, { active: false })).toMatchObject({
        status: 200,
        body: { active: false },
      });
      const unknown = await owner.ask('PATCH', `/webhooks/whk_${'0'.repeat(26)}`, { active: false });
      expect(unknown).toMatchObject({ status: 404, body: { code: 'webhook.unknown' } });
    });

    test('everybody chooses for oneself whether to get mails; it says whether a mail server is set', async () => {
      const { stockKeeper, manager } = system;
      const path = '/notice-preferences';
      expect(await stockKeeper.get(path)).toEqual({ stockAlerts: false, mailOffered: false });
      const chosen = await stockKeeper.ask('PUT', path, { stockAlerts: true });
      expect(chosen).toMatchObject({ status: 200, body: { stockAlerts: true } });
      expect(await stockKeeper.get(path)).toEqual({ stockAlerts: true, mailOffered: false });
      expect(await manager.get(path)).toEqual({ stockAlerts: false, mailOffered: false });
      expect(await manager.ask('PUT', path, { stockAlerts: 'yes' })).toMatchObject({ status: 400 });
    });
  });
}
