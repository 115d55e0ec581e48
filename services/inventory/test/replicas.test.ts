import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventory } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { deliver, expectTrue, hold, openRoom, stockOf } from './shop.js';

let room: TestService;
let replica: TestService;
beforeAll(async () => {
  room = await openRoom();
  replica = await startTestService(inventoryService, room.shop);
});
afterAll(async () => {
  await replica.running.stop();
  await room.stop();
});

const storeId = mint('store');

test('two replicas share the load and the guards keep them apart: exactly as many units as there are', async () => {
  const productId = mint('product');
  await deliver(room, storeId, productId, ...Array.from({ length: 12 }, () => [1, 50] as const));
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => hold(room, storeId, productId, 1)));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(12);
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'stock.insufficient' });
  expect(await stockOf(room, storeId, productId)).toMatchObject({ available: 0, held: 12, version: 13 });
  await expectTrue(room);
});

test('rival first deliveries, holds against their own releases: nobody is answered with a fault', async () => {
  const productId = mint('product');
  const first = await Promise.allSettled(Array.from({ length: 8 }, () => deliver(room, storeId, productId, [5, 10])));
  for (const one of first)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
  const taken = first.filter((one) => one.status === 'fulfilled').length;
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      const holdId = mint('hold');
      const both = await Promise.allSettled([
        hold(room, storeId, productId, 1, holdId),
        room.call(inventory.releaseHold, { holdId, storeId }),
      ]);
      for (const one of both)
        if (one.status === 'rejected') expect(['hold.voided', 'service.unavailable']).toContain(one.reason.code);
      await room.call(inventory.releaseHold, { holdId, storeId });
    }),
  );
  expect(await stockOf(room, storeId, productId)).toMatchObject({ available: taken * 5, held: 0 });
  await expectTrue(room);
});
