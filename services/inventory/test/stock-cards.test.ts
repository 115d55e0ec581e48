import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { businessDayOf, inventory, previousDay, type StockCardRow } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  BOOKS,
  deliver,
  deliverFrom,
  expectTrue,
  hold,
  recordsOf,
  refusalOf,
  startService,
  stockOf,
} from './fixtures.js';

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

test('a batch both ways: to its delivery, order and bill, and on to sales, returns and another store', async () => {
  const [storeId, otherId, productId, supplierId] = [mint('store'), mint('store'), mint('product'), mint('supplier')];
  await service.call(inventory.createSupplier, { supplierId, name: 'Grossiste de la trace' });
  const received = await deliverFrom(service, storeId, productId, { supplierId, reference: 'BL-9' }, [6, 100]);
  const { deliveryId } = received;
  const { batchId } = received.batches[0]!;
  const bill = await service.call(inventory.recordSupplierBill, {
    kind: 'bill',
    billId: mint('supplierBill'),
    storeId,
    supplierId,
    number: 'FA-9',
    currency: 'DZD',
    store: BOOKS,
    billDay: '2026-03-05',
    lines: [{ kind: 'goods', deliveryId, batchId, quantity: 6, netMinor: 600, taxRateBps: 1_900 }],
  });
  const saleId = mint('sale');
  const { holdId } = await hold(service, storeId, productId, 3);
  await service.call(inventory.settleHold, { holdId, saleId });
  const correctionId = mint('correction');
  const back = await service.call(inventory.returnStock, {
    correctionId,
    saleId,
    storeId,
    currency: 'DZD',
    lines: [{ productId, batchId, quantity: 1, costMinor: 100, disposition: 'restock' }],
  });
  const books = { companyId: mint('company'), ...BOOKS };
  const sent = await service.call(inventory.sendTransfer, {
    transferId: mint('transfer'),
    fromStoreId: storeId,
    toStoreId: otherId,
    from: { ...books, name: 'Alger' },
    to: { ...books, code: 'ORN1', name: 'Oran' },
    lines: [{ productId, quantity: 4 }],
  });
  const places = await service.call(inventory.readStockPlaces, { productIds: [productId] });
  expect(places.items).toEqual([{ storeId, productId, available: 0, held: 0 }]);
  const { transferId, number, revision } = sent;
  const onTheRoad = { transferId, number, fromStoreId: storeId, toStoreId: otherId, productId };
  expect(places.onTheRoad).toEqual([{ ...onTheRoad, quantity: 4 }]);
  await service.call(inventory.receiveTransfer, {
    transferId,
    storeId: otherId,
    revision,
    lines: [{ productId, receivedQuantity: 4, lostQuantity: 0 }],
  });
  expect((await service.call(inventory.readStockPlaces, { productIds: [productId] })).onTheRoad).toEqual([]);
  const trace = await service.call(inventory.traceBatch, { batchId });
  expect(trace).toMatchObject({
    before: [],
    delivery: { deliveryId, reference: 'BL-9', supplierId },
    bills: [{ billId: bill.billId, kind: 'bill', number: 'FA-9' }],
    olderMovements: 0,
  });
  expect(trace.movements.map(({ kind, quantity, document }) => [kind, quantity, document.kind, document.id])).toEqual([
    ['transferredOut', -3, 'transfer', transferId],
    ['sold', -3, 'sale', saleId],
    ['received', 6, 'delivery', deliveryId],
  ]);
  const [returned, moved] = trace.after as [(typeof trace.after)[0], (typeof trace.after)[0]];
  expect(returned).toMatchObject({ batchId: back.batchIds[0], origin: 'return', document: { saleId } });
  expect(moved).toMatchObject({ origin: 'transfer', storeId: otherId, receivedQty: 3, document: { id: transferId } });
  const [again] = (await service.call(inventory.traceBatch, { batchId: returned.batchId })).after;
  const there = await service.call(inventory.traceBatch, { batchId: again!.batchId });
  expect(there.before.map((one) => one.batchId)).toEqual([returned.batchId, batchId]);
  expect(there).toMatchObject({ delivery: { deliveryId }, bills: [{ number: 'FA-9' }] });
  expect((await refusalOf(service.call(inventory.traceBatch, { batchId: mint('batch') }))).code).toBe('batch.unknown');
});

test('sold by expiry date: the earliest first, with returns and transfers; the list of what expires; FIFO for all others', async () => {
  const [storeId, otherId, productId, plain] = [mint('store'), mint('store'), mint('product'), mint('product')];
  const take = (expiresOn: string | undefined, of = productId, soldByExpiry = [productId]) =>
    service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId,
      currency: 'DZD',
      store: BOOKS,
      soldByExpiry,
      lines: [{ productId: of, quantity: 2, costMinor: 200, ...(expiresOn === undefined ? {} : { expiresOn }) }],
    });
  const late = (await take('2026-09-30')).batches[0]!;
  const soon = (await take('2026-05-31')).batches[0]!;
  const same = (await take('2026-05-31')).batches[0]!;
  expect(late).toMatchObject({ expiresOn: '2026-09-30', byExpiry: true });
  const fifo = [await take('2026-09-30', plain, []), await take('2026-05-31', plain, [])].map((one) => one.batches[0]!);
  const batchesOf = (held: Awaited<ReturnType<typeof hold>>) =>
    held.lines[0]!.allocations.map(({ batchId, quantity }) => [batchId, quantity]);
  expect(batchesOf(await hold(service, storeId, plain, 1))).toEqual([[fifo[0]!.batchId, 1]]);
  const first = await hold(service, storeId, productId, 3);
  expect(batchesOf(first)).toEqual([
    [soon.batchId, 2],
    [same.batchId, 1],
  ]);
  expect(first.lines[0]!.expiresOn).toBe('2026-05-31'); // what the till asks a manager by
  await service.call(inventory.releaseHold, { holdId: first.holdId, storeId });
  const saleId = mint('sale');
  const sold = await hold(service, storeId, productId, 4);
  await service.call(inventory.settleHold, { holdId: sold.holdId, saleId });
  const correctionId = mint('correction');
  const back = await service.call(inventory.returnStock, {
    correctionId,
    saleId,
    storeId,
    currency: 'DZD',
    lines: [{ productId, batchId: soon.batchId, quantity: 1, costMinor: 100, disposition: 'restock' }],
  });
  const stock = await stockOf(service, storeId, productId);
  expect(stock.batches.map(({ batchId, expiresOn }) => [batchId, expiresOn])).toEqual([
    [back.batchIds[0], '2026-05-31'],
    [late.batchId, '2026-09-30'],
  ]);
  const expiring = (upTo: string, asked: object = {}) =>
    service.call(inventory.listExpiringStock, { storeId, upTo, ...asked });
  expect((await expiring('2026-06-30')).items.map((one) => [one.batchId, one.quantity, one.costMinor])).toEqual(
    [
      [back.batchIds[0], 1, 100],
      [fifo[1]!.batchId, 2, 200],
    ].toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
  );
  const page = await expiring('2026-12-31', { limit: 3 });
  const rest = await expiring('2026-12-31', { limit: 3, cursor: page.nextCursor });
  expect([page.items.length, rest.items.length]).toEqual([3, 1]);
  const books = { companyId: mint('company'), ...BOOKS };
  const sent = await service.call(inventory.sendTransfer, {
    transferId: mint('transfer'),
    fromStoreId: storeId,
    toStoreId: otherId,
    from: { ...books, name: 'Alger' },
    to: { ...books, code: 'ORN1', name: 'Oran' },
    lines: [{ productId, quantity: 2 }],
  });
  const { parcels } = await service.call(inventory.readTransfer, { transferId: sent.transferId });
  expect(parcels.map((one) => [one.batchId, one.expiresOn, one.byExpiry])).toEqual([
    [late.batchId, '2026-09-30', true],
    [back.batchIds[0], '2026-05-31', true],
  ]);
  await service.call(inventory.receiveTransfer, {
    transferId: sent.transferId,
    storeId: otherId,
    revision: sent.revision,
    lines: [{ productId, receivedQuantity: 2, lostQuantity: 0 }],
  });
  expect((await stockOf(service, otherId, productId)).batches.map((one) => one.expiresOn)).toEqual([
    '2026-05-31',
    '2026-09-30',
  ]);
  await expectTrue(service);
});
