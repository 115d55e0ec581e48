import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog, inventoryEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { startService, sampleProduct } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const say = (storeId: string, productId: string, available: number, version: number, id?: string) =>
  service.publish(inventoryEvents.stockChanged, { storeId, productId, available, version }, { id });

test('events reversed and doubled: the newest version wins, in every view', async () => {
  const [here, there] = [mint('store'), mint('store')];
  const { productId } = await service.call(
    catalog.createProduct,
    sampleProduct({ name: 'Lampe', lowStockThreshold: 3 }),
  );
  for (const version of [5, 4, 3, 2, 1]) {
    await say(here, productId, version * 10, version);
    await say(here, productId, version * 10, version);
  }
  await say(there, productId, 3, 1);
  await say(there, productId, 2, 2, 'evt_twice');
  await say(there, productId, 2, 2, 'evt_twice');
  const last = mint('product');
  await say(here, last, 1, 1);
  await service.eventually(async () =>
    expect((await service.call(catalog.auditRecords, { kind: 'cachedStock', limit: 100 })).items).toHaveLength(3),
  );
  const stock = (await service.call(catalog.readProduct, { productId })).stock.sort((a, b) => a.version - b.version);
  expect(stock).toEqual([
    { storeId: there, available: 2, version: 2, low: true },
    { storeId: here, available: 50, version: 5, low: false },
  ]);
  expect((await service.call(catalog.searchProducts, { text: 'lampe' })).items[0]!.stock).toHaveLength(2);
  expect((await service.call(catalog.readProducts, { productIds: [productId] })).items[0]!.stock).toHaveLength(2);
});

test('the audit reads page by page', async () => {
  const first = await service.call(catalog.auditRecords, { kind: 'cachedStock', limit: 2 });
  const second = await service.call(catalog.auditRecords, { kind: 'cachedStock', limit: 2, after: first.next });
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
  expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(3);
});
