import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSagaTestEnvironment, type SagaTestEnvironment } from './saga-test-environment.js';

let sagas: SagaTestEnvironment;
beforeAll(async () => {
  sagas = await startSagaTestEnvironment();
}, 60_000);
afterAll(async () => {
  await sagas?.stop();
}, 30_000);

test.each([0, 99, 100, 250])('%i idle drafts expire, a hundred at a time', async (idle) => {
  const { shop, handle } = await sagas.expireDrafts((one) => {
    one.idleDrafts = idle;
  });
  expect(await handle.result()).toEqual({ expired: idle });
  expect(shop.idleDrafts).toBe(0);
});

test('a service that does not answer is asked again', async () => {
  const { shop, handle } = await sagas.expireDrafts((one) => {
    one.idleDrafts = 120;
    one.faults.set('expireDrafts', { kind: 'flaky', times: 6 });
  });
  expect(await handle.result()).toEqual({ expired: 120 });
  expect(shop.idleDrafts).toBe(0);
});

test.each([
  [0, 0],
  [200, 3],
  [450, 0],
])('%i batches that expire and %i that are gone are told, some at a time, in every store', async (expiring, gone) => {
  const { shop, handle } = await sagas.warnExpiring((one) => {
    one.expiringBatches = expiring;
    one.goneBatches = gone;
    one.faults.set('warnExpiring', { kind: 'flaky', times: 2 });
  });
  expect(await handle.result()).toEqual({ raised: expiring, ended: gone });
  expect([shop.expiringBatches, shop.goneBatches]).toEqual([0, 0]);
});
