import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventory } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { deliver, expectTrue, hold, startService, stockOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
});
afterAll(async () => {
  await replica.running.stop();
  await service.stop();
});

const storeId = mint('store');

test('two replicas share the load and the guards keep them apart: exactly as many units as there are', async () => {
  const productId = mint('product');
  await deliver(service, storeId, productId, ...Array.from({ length: 12 }, () => [1, 50] as const));
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => hold(service, storeId, productId, 1)));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(12);
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'stock.insufficient' });
  expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 0, held: 12, version: 13 });
  await expectTrue(service);
});

test('concurrent first deliveries, holds against their own releases: no reply is a fault', async () => {
  const productId = mint('product');
  const first = await Promise.allSettled(
    Array.from({ length: 8 }, () => deliver(service, storeId, productId, [5, 10])),
  );
  for (const one of first)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
  const taken = first.filter((one) => one.status === 'fulfilled').length;
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      const holdId = mint('hold');
      const both = await Promise.allSettled([
        hold(service, storeId, productId, 1, holdId),
        service.call(inventory.releaseHold, { holdId, storeId }),
      ]);
      for (const one of both)
        if (one.status === 'rejected') expect(['hold.voided', 'service.unavailable']).toContain(one.reason.code);
      await service.call(inventory.releaseHold, { holdId, storeId });
    }),
  );
  expect(await stockOf(service, storeId, productId)).toMatchObject({ available: taken * 5, held: 0 });
  await expectTrue(service);
});
