import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventory, inventoryEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { BOOKS, deliver, expectTrue, hold, recordsOf, refusalOf, startService, stockOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

const STORE = { code: BOOKS.code, timeZone: BOOKS.timeZone };

/** A store whose opening stock is one batch a line of [product, quantity, cost]. */
async function opened(...lines: readonly (readonly [string, number, number])[]) {
  const [storeId, deliveryId] = [mint('store'), mint('delivery')];
  const delivery = await service.call(inventory.receiveDelivery, {
    deliveryId,
    storeId,
    currency: 'DZD',
    opening: true,
    store: BOOKS,
    lines: lines.map(([productId, quantity, costMinor]) => ({ productId, quantity, costMinor })),
  });
  return { storeId, deliveryId, delivery };
}

const takeBack = (
  { storeId, deliveryId }: { storeId: string; deliveryId: string },
  options: { readonly commandId?: string } = {},
) =>
  service.call(
    inventory.takeBackDelivery,
    { storeId, deliveryId, store: STORE, reason: 'Counted in another store' },
    options,
  );

test('opening stock is taken back once: batches, levels and costs, with a movement and an event for the books', async () => {
  const [first, second] = [mint('product'), mint('product')];
  const of = await opened([first, 3, 1_000], [second, 2, 500], [first, 1, 90]);
  await deliver(service, of.storeId, first, [4, 100]);
  const commandId = `test/${of.deliveryId}`;
  const back = await takeBack(of, { commandId });
  expect(back).toEqual({
    ...of.delivery,
    takenBack: { at: expect.any(String), by: 'usr_test', reason: 'Counted in another store' },
  });
  expect(await takeBack(of, { commandId })).toEqual(back);
  expect(await service.call(inventory.readDelivery, { deliveryId: of.deliveryId })).toEqual(back);
  expect((await refusalOf(takeBack(of))).code).toBe('delivery.taken-back');
  expect(await stockOf(service, of.storeId, first)).toMatchObject({ available: 4, version: 3 });
  expect(await stockOf(service, of.storeId, second)).toMatchObject({ available: 0, version: 2, batches: [] });
  const moved = (await recordsOf(service, 'movements')).filter((one) => one.kind === 'takenBack');
  expect(moved.filter((one) => one.ref === of.deliveryId).map((one) => [one.remainingDelta, one.costMinor])).toEqual([
    [-3, 1_000],
    [-2, 500],
    [-1, 90],
  ]);
  const said = (await service.events(inventoryEvents.deliveryTakenBack)).map((event) => event.data);
  expect(said.filter((one) => one.deliveryId === of.deliveryId)).toMatchObject([
    { costMinor: 1_590, storeCode: 'ALG1', takenBackBy: 'usr_test', reason: 'Counted in another store' },
  ]);
  const levels = (await service.events(inventoryEvents.stockChanged)).map((event) => event.data);
  expect(levels.filter((one) => one.productId === second).map((one) => [one.available, one.version])).toEqual([
    [2, 1],
    [0, 2],
  ]);
});

test('what was sold, set aside or came from a supplier is not taken back; what was given back again is', async () => {
  const productId = mint('product');
  const of = await opened([productId, 5, 100], [mint('product'), 1, 10]);
  const notWhole = { code: 'delivery.not-whole', details: { products: [{ productId, received: 5, left: 4 }] } };
  const { holdId } = await hold(service, of.storeId, productId, 1);
  expect(await refusalOf(takeBack(of))).toMatchObject(notWhole);
  await service.call(inventory.releaseHold, { holdId, storeId: of.storeId });
  const bought = await deliver(service, of.storeId, productId, [1, 10]);
  expect((await refusalOf(takeBack(bought))).code).toBe('delivery.not-opening');
  expect((await refusalOf(takeBack({ ...of, storeId: mint('store') }))).code).toBe('delivery.unknown');
  await takeBack(of);
  const sold = await opened([productId, 5, 100]);
  const granted = await hold(service, sold.storeId, productId, 1);
  await service.call(inventory.settleHold, { holdId: granted.holdId, saleId: mint('sale') });
  expect(await refusalOf(takeBack(sold))).toMatchObject(notWhole);
});

test('against holds on its batches, in two replicas: either the units are set aside or all of them leave', async () => {
  for (let round = 0; round < 15; round += 1) {
    const productId = mint('product');
    const of = await opened([productId, 2, 70], [productId, 3, 90]);
    const [back, ...holds] = await Promise.allSettled([
      takeBack(of),
      ...[1, 2].map(() => hold(service, of.storeId, productId, 1)),
    ]);
    const held = holds.filter((one) => one.status === 'fulfilled').length;
    const { takenBack } = await service.call(inventory.readDelivery, { deliveryId: of.deliveryId });
    for (const one of holds)
      if (one.status === 'rejected') expect(['stock.insufficient', 'service.unavailable']).toContain(one.reason.code);
    if (back!.status === 'rejected') expect(['delivery.not-whole', 'service.unavailable']).toContain(back!.reason.code);
    expect([round, takenBack !== undefined]).toEqual([round, back!.status === 'fulfilled']);
    expect(await stockOf(service, of.storeId, productId)).toMatchObject(
      takenBack ? { available: 0, held: 0 } : { available: 5 - held, held },
    );
    if (takenBack) expect(held).toBe(0);
  }
});

test('taken back by several at once: once', async () => {
  const of = await opened([mint('product'), 2, 70]);
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => takeBack(of)));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of outcomes)
    if (one.status === 'rejected') expect(['delivery.taken-back', 'service.unavailable']).toContain(one.reason.code);
});

test('opening deliveries of a store are listed newest first, without others and without their lines', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  const received: string[] = [];
  for (const opening of [true, false, true, true]) {
    const { deliveryId } = await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId,
      currency: 'DZD',
      opening,
      store: BOOKS,
      lines: [
        { productId, quantity: 1, costMinor: 5 },
        { productId, quantity: 1, costMinor: 6 },
      ],
    });
    if (opening) received.unshift(deliveryId);
  }
  await takeBack({ storeId, deliveryId: received[0]! });
  const first = await service.call(inventory.listOpeningDeliveries, { storeId, limit: 2 });
  const rest = await service.call(inventory.listOpeningDeliveries, { storeId, limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map((one) => one.deliveryId)).toEqual(received);
  expect(rest.nextCursor).toBeUndefined();
  expect(first.items[0]).toMatchObject({ lines: 2, totalCostMinor: 11, takenBack: { by: 'usr_test' } });
  expect(first.items[0]).not.toHaveProperty('batches');

  await service.call(inventory.holdStock, {
    holdId: mint('hold'),
    storeId,
    lines: [{ lineId: mint('line'), productId, quantity: 6 }],
  });
  const productIds = [productId, mint('product')];
  expect((await service.call(inventory.readOpeningStock, { storeId, productIds })).items).toEqual(
    received
      .slice(1)
      .toSorted()
      .map((deliveryId) => ({ productId, deliveryId, quantity: 2, costMinor: 11, expiresOn: [] })),
  );
  expect((await service.call(inventory.readOpeningStock, { storeId: mint('store'), productIds })).items).toEqual([]);
});
