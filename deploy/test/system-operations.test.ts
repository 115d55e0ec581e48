import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '@comptoir/contracts';
import type { ArmedFault } from '@comptoir/kit';
import { startFaultySystem, type FaultySystem } from './system/faulty-system.js';
import { openTemporal } from './system/open-temporal.js';
import { cash, draft, sell, stockUp, type StoreFixture } from './system/store-fixture.js';
import { eventually, type TestSystem } from './system/system.js';

let system: TestSystem;
let fixture: StoreFixture;
let temporal: Client;
let faulty: FaultySystem;
beforeAll(async () => {
  faulty = await startFaultySystem({ COMPTOIR_GIVE_UP_SECONDS: '3' });
  ({ system, fixture } = faulty);
  temporal = await openTemporal(system);
}, 120_000);
afterAll(async () => {
  await temporal?.connection.close();
  await faulty?.close();
}, 30_000);

const lost = (subject: string): ArmedFault => ({
  id: `lost-${subject}`,
  subject,
  point: 'arrived',
  action: 'drop',
  times: 1_000,
});
const sagas = (query = '') => system.owner.get(`/operations/sagas${query}`);

test('a saga that keeps failing is listed with its stage and last failure, and found by its stage in Temporal', async () => {
  const productId = await stockUp(fixture, [[5, 4_000]], { warrantyMonths: 12 });
  const { orderId, revision } = await draft(fixture, [{ productId, quantity: 1 }]);
  await faulty.arm('warranty', [lost('warranty.issueGuarantee')]);
  const asked = await system.cashier.ask(
    'POST',
    `/orders/${orderId}/checkout`,
    { revision, payment: cash(10_000), tillSessionId: fixture.tillSessionId },
    'slow-sale',
  );
  expect(asked.status).toBe(202);
  await eventually(async () => {
    const { totals, items } = await sagas(`?orderId=${orderId}`);
    expect(totals.slow).toBeGreaterThan(0);
    expect(items).toMatchObject([
      {
        sagaId: `checkout/${orderId}/1`,
        type: 'checkout',
        condition: 'slow',
        stage: 'completing',
        storeId: fixture.storeId,
        orderId,
        failing: [{ step: 'issueGuarantee', lastFailure: expect.stringContaining('warranty.issueGuarantee') }],
      },
    ]);
  }, 60_000);
  await eventually(async () => {
    const found: string[] = [];
    for await (const { workflowId } of temporal.workflow.list({
      query: `${SEARCH_ATTRIBUTES.stage} = 'retrying' AND ${SEARCH_ATTRIBUTES.order} = '${orderId}'`,
    }))
      found.push(workflowId);
    expect(found).toEqual([`checkout/${orderId}/1`]);
  }, 60_000);
  expect((await sagas(`?storeId=${fixture.storeId}&stage=holding`)).items).toEqual([]);
  await faulty.arm('warranty', []);
  await eventually(async () => expect((await sagas(`?orderId=${orderId}`)).items).toEqual([]), 90_000);
  expect((await system.cashier.ask('GET', '/operations/sagas')).status).toBe(403);
});

test('a saga that gave up is listed with its reason, and told apart from a refusal in a search', async () => {
  const productId = await stockUp(fixture, [[1, 4_000]]);
  const ask = async (quantity: number, key: string) => {
    const { orderId, revision } = await draft(fixture, [{ productId, quantity }]);
    const body = { revision, payment: cash(10_000 * quantity), tillSessionId: fixture.tillSessionId };
    return eventually(async () => {
      const answer = await system.cashier.ask('POST', `/orders/${orderId}/checkout`, body, key);
      expect(answer.status).toBe(409);
      return { orderId, code: answer.body.code };
    }, 60_000);
  };
  expect((await ask(2, 'too-many')).code).toBe('stock.insufficient');
  await faulty.arm('inventory', [lost('inventory.holdStock')]);
  const gaveUp = await ask(1, 'gives-up');
  await faulty.arm('inventory', []);
  expect(gaveUp.code).toBe('saga.gave-up');
  await eventually(async () => {
    const { items } = await sagas('?condition=gaveUp');
    expect(items).toMatchObject([
      { orderId: gaveUp.orderId, failing: [{ lastFailure: expect.stringContaining('holdStock') }] },
    ]);
  });
  await sell(fixture, [{ productId, quantity: 1 }]); // its stock is free again
});

test('schedules close the past days of each store in their order and run the audit; a paused one stays paused', async () => {
  const closeId = `comptoir/close-days/${fixture.storeId}`;
  const close = temporal.schedule.getHandle(closeId);
  await eventually(async () => {
    const { spec, policies } = await close.describe();
    expect(spec.timezone).toBe('Africa/Algiers');
    expect(policies.catchupWindow).toBeGreaterThan(0);
    await temporal.schedule.getHandle('comptoir/audit').describe();
  }, 90_000);
  const day = (before: number) => new Date(Date.now() + 3_600_000 - before * 86_400_000).toISOString().slice(0, 10);
  const opened = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const stores = system.mongo.db('comptoir_catalog').collection('stores');
  await stores.updateOne({ _id: fixture.storeId as never }, { $set: { createdAt: opened } });
  await close.trigger();
  await eventually(async () => {
    const { items } = await system.manager.get(`/stores/${fixture.storeId}/days`);
    expect(items.map((one: any) => one.businessDay)).toEqual([day(1), day(2), day(3)]);
    for (const one of items) expect(one.closedBy).toBe('schedule');
  }, 60_000);
  await temporal.schedule.getHandle('comptoir/audit').trigger();
  await eventually(async () => {
    const report = await system.owner.get('/audit');
    expect(report.checked).toHaveLength(18);
  }, 120_000);

  const parked = await draft(fixture, []);
  await system.cashier.post(`/orders/${parked.orderId}/park`, { revision: parked.revision, label: 'Monday' });
  const orders = system.mongo.db('comptoir_sales').collection('orders');
  const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString();
  await orders.updateOne({ _id: parked.orderId as never }, { $set: { changedAt: lastWeek } });
  await temporal.schedule.getHandle('comptoir/expire-drafts').trigger();
  await eventually(async () => {
    const order = await system.cashier.get(`/orders/${parked.orderId}`);
    expect(order).toMatchObject({ state: 'expired', changedBy: 'schedule' });
  }, 60_000);

  await close.pause('stocktaking');
  process.kill(await system.pid('worker'), 'SIGKILL');
  await eventually(async () => expect((await system.manager.ask('GET', '/health')).status).toBe(200), 60_000);
  const ids: string[] = [];
  for await (const { scheduleId } of temporal.schedule.list()) ids.push(scheduleId);
  expect(ids.filter((id) => id === closeId)).toHaveLength(1);
  expect((await close.describe()).state.paused).toBe(true);
});
