import { beforeAll, describe, expect, test } from '@jest/globals';
import { readCsv } from './csv.js';
import { openTemporal } from './open-temporal.js';
import { peopleOf } from './people.js';
import { listen } from './stock-events.js';
import { checkout, cash, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Alerts and what to order, over HTTP. */
export function stockAlerts(started: () => TestSystem): void {
  describe('stock alerts, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
    }, 180_000);

    const deliver = (productId: string, quantity: number, facts: object = {}, at = here) =>
      system.manager.post('/deliveries', {
        storeId: at.storeId,
        lines: [{ productId, quantity, costMinor: quantity * 500 }],
        ...facts,
      });
    const setThreshold = (productId: string, lowStockThreshold: number | null, at = here) =>
      system.stockKeeper.ask('PUT', `/products/${productId}/thresholds/${at.storeId}`, { lowStockThreshold });
    const alertsOf = async (productId: string): Promise<any[]> =>
      (await system.stockKeeper.get(`/stock-alerts?storeId=${here.storeId}&productId=${productId}`)).items;

    /** Sets the threshold of the store and waits until it has raised an alert. */
    async function alertBy(productId: string, threshold: number): Promise<any> {
      expect(await setThreshold(productId, threshold)).toMatchObject({ status: 200 });
      return eventually(async () => {
        const [alert] = await alertsOf(productId);
        expect(alert).toMatchObject({ state: 'open' });
        return alert;
      });
    }

    describe('an alert', () => {
      test('comes to pages as it is raised, is seen once, and ends with a delivery', async () => {
        const productId = await stockUp(here, [[6, 500]], { lowStockThreshold: 3 });
        const screen = await listen(system);
        const shown = () =>
          screen.received.filter((one) => one.data.productId === productId && one.event !== 'inventory.stockChanged');
        // the catalog tells the threshold by an event; sales are raised against it once it is known
        await eventually(async () => {
          const page = await system.manager.get(`/what-to-order?storeId=${here.storeId}`);
          expect(page.items.find((one: any) => one.productId === productId)?.threshold).toBe(3);
        });
        await sell(here, [{ productId, quantity: 4 }]);
        await eventually(async () => expect(shown().map((one) => one.event)).toEqual(['inventory.stockLow']));
        expect(shown()[0]!.data).toMatchObject({ storeId: here.storeId, available: 2, threshold: 3 });
        await sell(here, [{ productId, quantity: 2 }]);
        const [alert] = await alertsOf(productId);
        expect(alert).toMatchObject({
          state: 'open',
          threshold: 3,
          unit: 'piece',
          low: { available: 2 },
          out: { available: 0 },
        });
        expect(alert.low.by).toMatch(/^usr_/);
        const seen = await system.stockKeeper.ask('POST', `/stock-alerts/${alert.alertId}/seen`);
        expect(seen).toMatchObject({ status: 200, body: { alertId: alert.alertId, state: 'open' } });
        expect(await system.manager.post(`/stock-alerts/${alert.alertId}/seen`)).toEqual(seen.body);
        await deliver(productId, 10);
        await eventually(async () =>
          expect(shown().map((one) => one.event)).toEqual([
            'inventory.stockLow',
            'inventory.stockOut',
            'inventory.stockRecovered',
          ]),
        );
        screen.stop();
        expect(await alertsOf(productId)).toMatchObject([{ state: 'recovered', recovered: { available: 10 } }]);
        const { rows } = await readCsv(system.manager, `/stock-alerts?storeId=${here.storeId}&productId=${productId}`);
        expect(rows).toMatchObject([{ alertId: alert.alertId, state: 'recovered', threshold: '3' }]);
      });

      test('is of its store: others neither read it, nor note it, nor set what raises it', async () => {
        const productId = await stockUp(here, [[5, 500]]);
        const there = await openStoreFixture(system);
        const people = await peopleOf(system, [there.storeId]);
        const { alertId } = await alertBy(productId, 9);
        expect((await people.stockKeeper.get('/stock-alerts?state=open')).items).toEqual([]);
        const refused = { status: 403, body: { code: 'store.not-yours' } };
        const path = `/stock-alerts?storeId=${here.storeId}`;
        expect(await people.stockKeeper.ask('GET', path)).toMatchObject(refused);
        expect(await people.stockKeeper.ask('POST', `/stock-alerts/${alertId}/seen`)).toMatchObject(refused);
        const threshold = `/products/${productId}/thresholds/${here.storeId}`;
        expect(await people.stockKeeper.ask('PUT', threshold, { lowStockThreshold: 1 })).toMatchObject(refused);
        const not = { status: 403, body: { code: 'role.not-allowed' } };
        expect(await system.cashier.ask('POST', `/stock-alerts/${alertId}/seen`)).toMatchObject(not);
        expect(await system.cashier.ask('PUT', threshold, { lowStockThreshold: 1 })).toMatchObject(not);
        expect((await system.cashier.get(path)).items.map((one: any) => one.alertId)).toContain(alertId);
      });
    });

    test('goods that expire are told once, by the schedule; writing them off ends their alert', async () => {
      const productId = await stockUp(here, []);
      const { revision } = await system.manager.get(`/products/${productId}`);
      await system.manager.ask('PATCH', `/products/${productId}`, { revision, changes: { expiry: 'fefo' } });
      const expiresOn = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
      const lines = [{ productId, quantity: 2, costMinor: 200, expiresOn }];
      const { batches } = await system.manager.post('/deliveries', { storeId: here.storeId, lines });
      const [{ batchId }] = batches;
      const screen = await listen(system);
      const told = () => screen.received.filter((one) => one.event === 'inventory.stockExpiring');
      const { connection, schedule } = await openTemporal(system);
      await eventually(() => schedule.getHandle('comptoir/warn-expiring').trigger(), 90_000); // the worker makes it
      await eventually(async () => expect(told()).toHaveLength(1), 60_000);
      const [alert] = await alertsOf(productId);
      expect(alert).toMatchObject({ state: 'open', expiring: { available: 2, batchId, expiresOn, by: 'schedule' } });
      expect(told()[0]!.data).toMatchObject({ alertId: alert.alertId, storeId: here.storeId, batchId, expiresOn });
      const { rows } = await readCsv(system.manager, `/stock-alerts?storeId=${here.storeId}&productId=${productId}`);
      expect(rows).toMatchObject([{ alertId: alert.alertId, batchId, expiresOn }]);
      const written = { storeId: here.storeId, reason: 'expired', lines: [{ productId, batchId, quantity: 2 }] };
      await system.manager.post('/write-offs', written);
      const ended = (await alertsOf(productId)).find((one) => one.alertId === alert.alertId);
      expect(ended).toMatchObject({ state: 'recovered', recovered: { available: 0 } });
      screen.stop();
      await connection.close();
    });

    test('the threshold of a store decides what the till shows as low, and null takes it back', async () => {
      const productId = await stockUp(here, [[5, 500]]);
      const low = async () => (await system.manager.get(`/products/${productId}`)).stock[0].low;
      await eventually(async () => expect(await low()).toBe(false));
      await alertBy(productId, 5);
      expect(await low()).toBe(true);
      await setThreshold(productId, null);
      expect(await low()).toBe(false);
      await eventually(async () => expect(await alertsOf(productId)).toMatchObject([{ state: 'recovered' }]));
    });

    describe('what to order', () => {
      test('tells every figure of its suggestion, and becomes one draft a supplier, once a key', async () => {
        const at = await openStoreFixture(system);
        const category = await system.manager.post('/categories', { name: `Ordered ${at.storeId}` });
        const suppliers = await Promise.all(
          [5, undefined].map((leadTimeDays, index) =>
            system.manager.post('/suppliers', {
              name: `Supplier ${index}`,
              ...(leadTimeDays === undefined ? {} : { leadTimeDays }),
            }),
          ),
        );
        const { categoryId } = category;
        const [fast, slow] = [await stockUp(at, [], { lowStockThreshold: 2, categoryId }), await stockUp(at, [])];
        await deliver(fast, 30, { supplierId: suppliers[0].supplierId }, at);
        await deliver(slow, 30, { supplierId: suppliers[1].supplierId }, at);
        await system.manager.ask('PUT', `/suppliers/${suppliers[0].supplierId}/products/${fast}`, {
          catalogNumber: null,
          orderMultiple: 6,
        });
        await sell(at, [
          { productId: fast, quantity: 28 },
          { productId: slow, quantity: 30 },
        ]);
        const path = `/what-to-order?storeId=${at.storeId}`;
        const rowOf = async (productId: string, query = '') =>
          (await system.stockKeeper.get(`${path}${query}`)).items.find((one: any) => one.productId === productId);
        const row = await eventually(async () => {
          const found = await rowOf(fast);
          expect(found?.threshold).toBe(2);
          return found;
        });
        // 28 in 56 days, 5 + 7 days to cover: 6, and 2 of safety; 2 are there: 6 are missing, one pack of 6
        expect(row).toMatchObject({
          categoryId,
          sold: 28,
          leadTimeDays: 5,
          demand: 6,
          needed: 8,
          available: 2,
          onOrder: 0,
          missing: 6,
          suggested: 6,
          supplier: { supplierId: suppliers[0].supplierId, supplierName: 'Supplier 0', orderMultiple: 6 },
        });
        expect(row.supplier.last.costMinor).toBeUndefined(); // a stock keeper sees no costs
        expect(await rowOf(slow)).toMatchObject({ sold: 30, leadTimeDays: 7, demand: 8, suggested: 8 });
        expect(await rowOf(slow, '&weeks=4&reviewDays=14')).toMatchObject({ demand: 23 });
        expect(await rowOf(slow, `&categoryId=${categoryId}`)).toBeUndefined();
        expect(await rowOf(fast, `&categoryId=${categoryId}`)).toMatchObject({ suggested: 6 });
        expect(await rowOf(slow, `&supplierId=${suppliers[0].supplierId}`)).toBeUndefined();
        const { rows } = await readCsv(system.manager, `${path}&wanted=true`);
        expect(rows.map((one) => [one.productId, one.suggested])).toEqual(
          [
            [fast, '6'],
            [slow, '8'],
          ].toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
        );

        const body = {
          storeId: at.storeId,
          lines: [
            { productId: fast, supplierId: suppliers[0].supplierId, quantity: 12 },
            { productId: slow, supplierId: suppliers[1].supplierId, quantity: 8 },
          ],
        };
        const [first, second] = await Promise.all([
          system.stockKeeper.ask('POST', '/what-to-order/drafts', body, 'order-them-all'),
          system.stockKeeper.ask('POST', '/what-to-order/drafts', body, 'order-them-all'),
        ]);
        expect(first).toMatchObject({ status: 201, body: { items: [{ state: 'draft' }, { state: 'draft' }] } });
        expect(second).toEqual(first);
        const orders = (await system.manager.get(`/purchase-orders?storeId=${at.storeId}`)).items;
        expect(orders).toHaveLength(2);
        const order = orders.find((one: any) => one.supplierId === suppliers[0].supplierId);
        expect(order).toMatchObject({ lines: [{ productId: fast, quantity: 12, expectedCostMinor: 6_000 }] });
        expect(await rowOf(fast)).toMatchObject({ onOrder: 0, suggested: 6 }); // a draft brings nothing
        await system.manager.post(`/purchase-orders/${order.purchaseOrderId}/send`, { revision: 1 });
        expect(await rowOf(fast)).toMatchObject({ onOrder: 12, missing: 0, suggested: 0 });
        expect(await rowOf(fast, '&wanted=true')).toBeUndefined();
        await deliver(fast, 12, { purchaseOrderId: order.purchaseOrderId }, at);
        expect(await rowOf(fast)).toMatchObject({ onOrder: 0, available: 14, suggested: 0 });
      });

      test('is refused to whom orders are none of, and for goods that cannot be counted so', async () => {
        const productId = await stockUp(here, [[5, 500]]);
        const path = `/what-to-order?storeId=${here.storeId}`;
        expect(await system.cashier.ask('GET', path)).toMatchObject({
          status: 403,
          body: { code: 'role.not-allowed' },
        });
        expect(await system.manager.ask('GET', `${path}&limit=1001`)).toMatchObject({ status: 400 });
        expect(await system.manager.ask('GET', `${path}&weeks=0`)).toMatchObject({ status: 400 });
        expect(await system.manager.ask('GET', '/what-to-order')).toMatchObject({ status: 400 });
        const { supplierId } = await system.manager.post('/suppliers', { name: 'Grossiste' });
        const draftOf = (line: object) =>
          system.manager.ask('POST', '/what-to-order/drafts', {
            storeId: here.storeId,
            lines: [{ productId, supplierId, quantity: 1, ...line }],
          });
        expect(await draftOf({ quantity: 0 })).toMatchObject({ status: 400 });
        expect(await draftOf({ quantity: 2_000_000 })).toMatchObject({
          status: 422,
          body: { code: 'quantity.too-large' },
        });
        const unknown = `sup_${'0'.repeat(26)}`;
        expect(await draftOf({ supplierId: unknown })).toMatchObject({
          status: 404,
          body: { code: 'supplier.unknown' },
        });
      });
    });

    test('a checkout that is given up recovers what its hold had crossed', async () => {
      const productId = await stockUp(here, [[2, 500]]);
      const order = await draft(here, [{ productId, quantity: 2 }], { approvalRequested: true });
      expect((await checkout(here, order, cash(20_000))).status).toBe(202);
      expect(await alertsOf(productId)).toMatchObject([{ state: 'open', out: { available: 0 } }]);
      await system.manager.post(`/orders/${order.orderId}/reject`, { note: 'no' });
      await eventually(async () =>
        expect(await alertsOf(productId)).toMatchObject([{ state: 'recovered', recovered: { available: 2 } }]),
      );
    });

    describe('the age of stock', () => {
      const DAY_MS = 86_400_000;
      const PATH = () => `/stock-ages?storeId=${aged.storeId}`;
      let aged: StoreFixture;
      let old: string;
      let sold: string;
      beforeAll(async () => {
        aged = await openStoreFixture(system);
        [old, sold] = [await stockUp(aged, [[4, 500]]), await stockUp(aged, [[6, 700]])];
        // batches as they would be after a hundred days
        await system.mongo
          .db('comptoir_inventory')
          .collection('batches')
          .updateMany(
            { storeId: aged.storeId },
            { $set: { receivedAt: new Date(Date.now() - 100 * DAY_MS).toISOString() } },
          );
        await deliver(old, 2, {}, aged);
        await sell(aged, [{ productId: sold, quantity: 1 }]);
      }, 60_000);

      test('is that of its batches, with what they cost for those who may see it', async () => {
        const page = await system.manager.get(PATH());
        const [row] = page.items.filter((one: any) => one.productId === old);
        expect(row).toMatchObject({ quantity: 6, costMinor: 3_000, currency: 'DZD', unit: 'piece' });
        expect(row.ages).toEqual([
          { fromDays: 0, quantity: 2, costMinor: 1_000 },
          { fromDays: 31, quantity: 0, costMinor: 0 },
          { fromDays: 91, quantity: 4, costMinor: 2_000 },
          { fromDays: 181, quantity: 0, costMinor: 0 },
          { fromDays: 366, quantity: 0, costMinor: 0 },
        ]);
        expect(page.totals).toMatchObject([{ currency: 'DZD', costMinor: 3_000 + 5 * 700 }]);
        const { balances } = await system.manager.get(`/ledger/trial-balance?storeId=${aged.storeId}`);
        const inventory = balances[0].accounts.find((one: any) => one.account === 'inventory');
        expect(inventory.balanceMinor).toBe(page.totals[0].costMinor); // the books say the same
        const kept = await system.stockKeeper.get(PATH());
        expect(JSON.stringify(kept)).not.toMatch(/cost/i);
        expect(kept.items.find((one: any) => one.productId === old).ages[2]).toEqual({ fromDays: 91, quantity: 4 });
        expect(await system.cashier.ask('GET', PATH())).toMatchObject({ status: 403 });
      });

      test('tells what was there so long and is not sold any more, also as CSV', async () => {
        const unsold = async (days: number) =>
          (await system.manager.get(`${PATH()}&unsoldDays=${days}`)).items.map((one: any) => one.productId);
        expect(await unsold(90)).toEqual([old]);
        expect(await unsold(101)).toEqual([]);
        expect(await system.manager.ask('GET', `${PATH()}&unsoldDays=0`)).toMatchObject({ status: 400 });
        expect(await system.manager.ask('GET', '/stock-ages')).toMatchObject({ status: 400 });
        const { columns, rows } = await readCsv(system.manager, PATH());
        expect(columns).toEqual(expect.arrayContaining(['days0to30', 'days91to180', 'days366', 'days366Cost']));
        expect(rows.find((one) => one.productId === old)).toMatchObject({
          quantity: '6',
          days0to30: '2',
          days91to180: '4',
          days91to180Cost: '20.00',
          cost: '30.00',
        });
        const kept = await readCsv(system.stockKeeper, PATH());
        expect(kept.columns.filter((name) => /cost/i.test(name))).toEqual([]);
      });
    });
  });
}
