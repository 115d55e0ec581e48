import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { businessDayOf, previousDay, sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, closing, refusalOf, sell, startSales, takeBack } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

test('units that were sold less what came back, the same of an open day and of a closed one', async () => {
  const store = aStore();
  const today = businessDayOf(new Date().toISOString(), store.timeZone);
  const { customerId } = await aCustomer(service);
  const [bread, milk, salt] = [mint('product'), mint('product'), mint('product')];
  const sold = await sell(service, store, customerId, [
    { quantity: 5, productId: bread },
    { quantity: 2, productId: milk },
  ]);
  await sell(service, store, customerId, [{ quantity: 4, productId: bread }]);
  await sell(service, aStore(), customerId, [{ quantity: 9, productId: bread }]); // of another store
  await takeBack(service, sold, [{ saleLineId: sold.lines[0]!.saleLineId, quantity: 3, disposition: 'restock' }]);
  const asked = { storeId: store.storeId, productIds: [bread, salt], from: previousDay(today), to: today };
  const open = await service.call(sales.soldQuantities, asked);
  expect(open.items).toEqual([{ productId: bread, quantity: 6 }]);
  await service.call(sales.closeDay, closing(store, today));
  expect(await service.call(sales.soldQuantities, asked)).toEqual(open);
  const before = { ...asked, to: previousDay(today) };
  expect((await service.call(sales.soldQuantities, before)).items).toEqual([]);
});

test('a range that ends before it begins, and more days than a report reads, are refused', async () => {
  const asked = { storeId: mint('store'), productIds: [mint('product')] };
  const ask = (from: string, to: string) => refusalOf(service.call(sales.soldQuantities, { ...asked, from, to }));
  expect((await ask('2026-02-01', '2026-01-01')).code).toBe('message.invalid');
  expect((await ask('2016-01-01', '2026-01-01')).code).toBe('search.too-wide');
});
