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
  // of two boxes with three loaves each, one came back: its loaves gave back 753 of the 1,505 that they brought in
  const [box, deliveryId] = [mint('product'), mint('delivery')];
  const boxes = await sell(service, store, customerId, [
    {
      quantity: 2,
      productId: box,
      parts: [
        { productId: bread, quantity: 3, batches: [{ quantity: 6, costMinor: 301, deliveryId }] },
        { productId: mint('product'), quantity: 1, batches: [{ quantity: 2, costMinor: 99 }] },
      ],
    },
  ]);
  const oneBox = [{ saleLineId: boxes.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' as const }];
  const { corrections } = await takeBack(service, boxes, oneBox);
  expect(corrections[0]).toMatchObject({ costMinor: 150 + 49, netMinor: 1_000 });
  const deliveries = [{ deliveryId, storeId: store.storeId, alsoIn: [], since: today }];
  const earned = await service.call(sales.deliveryMargin, { deliveries });
  expect(earned.items).toMatchObject([{ productId: bread, quantity: 3, costMinor: 151, revenueMinor: 752 }]);
  await takeBack(service, sold, [{ saleLineId: sold.lines[0]!.saleLineId, quantity: 3, disposition: 'restock' }]);
  const asked = { storeId: store.storeId, productIds: [bread, salt], from: previousDay(today), to: today };
  const open = await service.call(sales.soldQuantities, asked);
  expect(open.items).toEqual([{ productId: bread, quantity: 9 }]);
  await service.call(sales.closeDay, closing(store, today));
  expect(await service.call(sales.soldQuantities, asked)).toEqual(open);
  expect(await service.call(sales.deliveryMargin, { deliveries })).toEqual(earned);
  const { items: lines } = await service.call(sales.marginLines, {
    storeIds: [store.storeId],
    by: 'product',
    key: box,
    from: today,
    to: today,
    limit: 20,
  });
  expect(lines.map((one) => [one.productId, one.partId === bread ? one.quantity : 'other'])).toEqual([
    [box, 'other'],
    [box, -3],
    [box, 'other'],
    [box, 6],
  ]);
  const before = { ...asked, to: previousDay(today) };
  expect((await service.call(sales.soldQuantities, before)).items).toEqual([]);
});

test('a range that ends before it begins, and more days than a report reads, are refused', async () => {
  const asked = { storeId: mint('store'), productIds: [mint('product')] };
  const ask = (from: string, to: string) => refusalOf(service.call(sales.soldQuantities, { ...asked, from, to }));
  expect((await ask('2026-02-01', '2026-01-01')).code).toBe('message.invalid');
  expect((await ask('2016-01-01', '2026-01-01')).code).toBe('search.too-wide');
});
