import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { businessDayOf, inventory, previousDay, type StockCardRow } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { BOOKS, deliver, deliverFrom, expectTrue, hold, recordsOf, startService, stockOf } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await expectTrue(service);
  await service.stop();
});

const cardOf = (storeId: string, productId: string, asked: object = {}) =>
  service.call(inventory.listStockCard, { storeId, productId, ...asked });
const figuresOf = ({ kind, quantity, costMinor, balance, balanceCostMinor }: StockCardRow) => [
  kind,
  quantity,
  costMinor,
  balance,
  balanceCostMinor,
];

test('what moved, newest first, each with the balance after it and the document behind it', async () => {
  const [storeId, productId, saleId] = [mint('store'), mint('product'), mint('sale')];
  const { deliveryId } = await deliverFrom(service, storeId, productId, { reference: 'BL-7' }, [4, 100], [2, 130]);
  const { holdId, lines } = await hold(service, storeId, productId, 3);
  await hold(service, storeId, productId, 1); // set aside: still there
  await service.call(inventory.settleHold, { holdId, saleId });
  const written = await service.call(inventory.writeOffStock, {
    writeOffId: mint('writeOff'),
    storeId,
    store: { ...BOOKS, code: 'SC1' },
    reason: 'damaged',
    lines: [{ productId, quantity: 1 }],
  });
  const correctionId = mint('correction');
  const { batchId } = lines[0]!.allocations[0]!;
  await service.call(inventory.returnStock, {
    correctionId,
    saleId,
    storeId,
    currency: 'DZD',
    lines: [{ productId, batchId, quantity: 1, costMinor: 100, disposition: 'restock' }],
  });
  const card = await cardOf(storeId, productId);
  expect(card).toMatchObject({ storeId, productId, currency: 'DZD' });
  expect(card.items.map(figuresOf)).toEqual([
    ['returned', 1, 100, 3, 330],
    ['writtenOff', -1, -130, 2, 230],
    ['sold', -3, -300, 3, 360],
    ['received', 2, 260, 6, 660],
    ['received', 4, 400, 4, 400],
  ]);
  expect(card.items.map(({ document }) => document)).toEqual([
    { kind: 'correction', id: correctionId, saleId },
    { kind: 'writeOff', id: written.writeOffId, number: written.number },
    { kind: 'sale', id: saleId, saleId },
    { kind: 'delivery', id: deliveryId, number: 'BL-7' },
    { kind: 'delivery', id: deliveryId, number: 'BL-7' },
  ]);
  expect(card.items.every(({ by }) => by === 'usr_test')).toBe(true);
  const { available, held } = await stockOf(service, storeId, productId);
  expect(card.items[0]!.balance).toBe(available + held);
});

test('pages and days: a balance counts all that moved before, whatever is asked for', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  for (const units of [1, 2, 3, 4]) await deliver(service, storeId, productId, [units, 10]);
  await deliver(service, storeId, mint('product'), [9, 10]);
  await deliver(service, mint('store'), productId, [9, 10]);
  const whole = (await cardOf(storeId, productId)).items;
  expect(whole.map(({ balance }) => balance)).toEqual([10, 6, 3, 1]);
  const first = await cardOf(storeId, productId, { limit: 3 });
  const next = await cardOf(storeId, productId, { limit: 3, cursor: first.nextCursor });
  expect([...first.items, ...next.items]).toEqual(whole);
  expect(next.nextCursor).toBeUndefined();
  const [from, before] = [whole[2]!.occurredAt, whole[0]!.occurredAt];
  expect((await cardOf(storeId, productId, { from, before })).items).toEqual(
    whole.filter(({ occurredAt }) => occurredAt >= from && occurredAt < before),
  );
  expect(await cardOf(storeId, mint('product'))).toMatchObject({ items: [] });
});

test('units that a checkout sets aside, and gives back, write no key of a card', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  await deliver(service, storeId, productId, [2, 10]);
  const { holdId } = await hold(service, storeId, productId, 2);
  await service.call(inventory.releaseHold, { holdId, storeId });
  const kinds = (await recordsOf(service, 'movements')).filter((one) => one.productId === productId);
  expect(kinds.map(({ kind }) => kind)).toEqual(['received', 'held', 'released']);
  expect((await cardOf(storeId, productId)).items.map(({ kind }) => kind)).toEqual(['received']);
});

test('what stock was worth at the end of a day: by product and batch, a sale on the day of its books', async () => {
  const store = mint('store');
  const [first, second, third] = [mint('product'), mint('product'), mint('product')].toSorted() as [
    string,
    string,
    string,
  ];
  const { timeZone } = BOOKS;
  const valuesOf = (day: string, asked: object = {}) =>
    service.call(inventory.listStockValues, { storeId: store, day, timeZone, ...asked });
  const today = businessDayOf(new Date().toISOString(), timeZone);
  const { deliveryId, batches } = await deliver(service, store, first, [4, 100], [2, 130]);
  await deliver(service, store, second, [3, 7]);
  await deliver(service, store, third, [1, 9]);
  const { holdId } = await hold(service, store, first, 5);
  await service.call(inventory.settleHold, { holdId, saleId: mint('sale'), businessDay: previousDay(today) });
  await hold(service, store, second, 1); // set aside: still there
  const [value] = (await valuesOf(today, { batches: true })).items;
  expect(value).toMatchObject({ productId: first, currency: 'DZD', quantity: 1, costMinor: 130 });
  expect(value!.batches).toMatchObject([{ batchId: batches[1]!.batchId, deliveryId, quantity: 1, costMinor: 130 }]);
  const page = await valuesOf(today, { limit: 2 });
  const rest = await valuesOf(today, { limit: 2, cursor: page.nextCursor });
  expect([...page.items, ...rest.items].map((one) => [one.productId, one.quantity, one.costMinor])).toEqual([
    [first, 1, 130],
    [second, 3, 21],
    [third, 1, 9],
  ]);
  expect(rest.nextCursor).toBeUndefined();
  expect((await valuesOf(today, { productId: second })).items).toMatchObject([{ productId: second, quantity: 3 }]);
  // the sale was posted before midnight and settled after it: it counts for the day before, on which nothing had come yet
  expect((await valuesOf(previousDay(today))).items).toMatchObject([{ productId: first, quantity: -5 }]);
  expect((await valuesOf('2020-01-01')).items).toEqual([]);
});
