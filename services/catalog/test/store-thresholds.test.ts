import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog, catalogEvents, inventoryEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleProduct, sampleStore, startService } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

test('a store has a threshold of its own: it is told, and decides what is low there', async () => {
  const { storeId } = await service.call(catalog.createStore, sampleStore());
  const { productId } = await service.call(catalog.createProduct, sampleProduct({ lowStockThreshold: 5 }));
  const other = mint('store');
  for (const at of [storeId, other])
    await service.publish(inventoryEvents.stockChanged, { storeId: at, productId, available: 7, version: 1 });
  const lowIn = async () => {
    const { stock } = await service.call(catalog.readProduct, { productId });
    return Object.fromEntries(stock.map((one) => [one.storeId, one.low]));
  };
  await service.eventually(async () => expect(await lowIn()).toEqual({ [storeId]: false, [other]: false }));
  const input = { productId, storeId, lowStockThreshold: 8 };
  const set = await service.call(catalog.setStoreThreshold, input, { commandId: 'test/threshold' });
  expect(set).toMatchObject({ revision: 2, storeThresholds: [{ storeId, lowStockThreshold: 8 }] });
  expect(await service.call(catalog.setStoreThreshold, input, { commandId: 'test/threshold' })).toEqual(set);
  expect(await lowIn()).toEqual({ [storeId]: true, [other]: false });
  const told = (await service.events(catalogEvents.productChanged)).map(({ data }) => data);
  expect(told.at(-1)).toMatchObject({
    productId,
    revision: 2,
    lowStockThreshold: 5,
    storeThresholds: [{ storeId, lowStockThreshold: 8 }],
  });
  const same = await service.call(catalog.setStoreThreshold, input); // is so already: no revision, no event
  expect(same.revision).toBe(2);
  expect((await service.events(catalogEvents.productChanged)).length).toBe(told.length);
  const changes = { name: 'Autre nom' };
  const renamed = await service.call(catalog.changeProduct, { productId, revision: 2, changes });
  expect(renamed.storeThresholds).toEqual(set.storeThresholds);
  const back = await service.call(catalog.setStoreThreshold, { productId, storeId, lowStockThreshold: null });
  expect(back).toMatchObject({ revision: 4, storeThresholds: [] });
  expect(await lowIn()).toEqual({ [storeId]: false, [other]: false });
});

test('thresholds of many stores at once: none is lost', async () => {
  const { productId } = await service.call(catalog.createProduct, sampleProduct());
  const stores = await Promise.all(
    Array.from({ length: 6 }, async () => (await service.call(catalog.createStore, sampleStore())).storeId),
  );
  await Promise.all(
    stores.map((storeId, at) => service.call(catalog.setStoreThreshold, { productId, storeId, lowStockThreshold: at })),
  );
  const { storeThresholds } = await service.call(catalog.readProduct, { productId });
  expect(storeThresholds).toEqual(
    stores
      .map((storeId, at) => ({ storeId, lowStockThreshold: at }))
      .toSorted((a, b) => (a.storeId < b.storeId ? -1 : 1)),
  );
});

test('a product or store that is not there is refused', async () => {
  const { storeId } = await service.call(catalog.createStore, sampleStore());
  const { productId } = await service.call(catalog.createProduct, sampleProduct());
  const set = (input: { productId: string; storeId: string }) =>
    refusalOf(service.call(catalog.setStoreThreshold, { ...input, lowStockThreshold: 1 }));
  expect((await set({ productId: mint('product'), storeId })).code).toBe('product.unknown');
  expect((await set({ productId, storeId: mint('store') })).code).toBe('store.unknown');
});
