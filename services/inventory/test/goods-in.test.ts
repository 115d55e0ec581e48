import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventory, inventoryEvents, nextDay, previousDay, type Disposition } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  BOOKS,
  deliver,
  deliverFor,
  deliverFrom,
  expectTrue,
  hold,
  startService,
  recordsOf,
  refusalOf,
  stockOf,
} from './fixtures.js';

let service: TestService;
const storeId = mint('store');
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await expectTrue(service);
  await service.stop();
});

async function sell(productId: string, quantity: number) {
  const granted = await hold(service, storeId, productId, quantity);
  const saleId = mint('sale');
  await service.call(inventory.settleHold, { holdId: granted.holdId, saleId });
  return { saleId, units: granted.lines[0]!.allocations };
}

function giveBack(
  saleId: string,
  productId: string,
  units: readonly { batchId: string; quantity: number; costMinor: number }[],
  quantity: number,
  disposition: Disposition = 'restock',
) {
  return service.call(inventory.returnStock, {
    correctionId: mint('correction'),
    saleId,
    storeId,
    currency: 'DZD',
    lines: units.map((sold) => ({
      productId,
      batchId: sold.batchId,
      quantity,
      costMinor: (sold.costMinor * quantity) / sold.quantity,
      disposition,
    })),
  });
}

describe('receiveDelivery', () => {
  test('one batch a line, read back and listed newest first, page by page', async () => {
    const here = mint('store');
    const productId = mint('product');
    const taken = [];
    for (let n = 1; n <= 5; n += 1) taken.unshift(await deliver(service, here, productId, [n, n * 10], [1, 5]));
    expect(taken[0]).toMatchObject({
      totalCostMinor: 255,
      receivedBy: 'usr_test',
      batches: [
        { quantity: 5, costMinor: 250 },
        { quantity: 1, costMinor: 5 },
      ],
    });
    expect(await service.call(inventory.readDelivery, { deliveryId: taken[0]!.deliveryId })).toEqual(taken[0]);
    const first = await service.call(inventory.listDeliveries, { storeId: here, limit: 3 });
    const second = await service.call(inventory.listDeliveries, { storeId: here, limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...second.items]).toEqual(taken);
    expect(second.nextCursor).toBeUndefined();
    const everywhere = await service.call(inventory.listDeliveries, { limit: 2 });
    expect(everywhere.items).toEqual(taken.slice(0, 2));
    expect((await refusalOf(service.call(inventory.readDelivery, { deliveryId: mint('delivery') }))).code).toBe(
      'delivery.unknown',
    );
  });

  test('extra costs are in the batches, in the total and in the event for the books', async () => {
    const [here, dear, cheap] = [mint('store'), mint('product'), mint('product')];
    const taken = await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId: here,
      currency: 'DZD',
      store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
      extraCostMinor: 1_000,
      lines: [
        { productId: dear, quantity: 3, costMinor: 2_000 },
        { productId: cheap, quantity: 1_000, costMinor: 1_000 },
      ],
    });
    expect(taken).toMatchObject({
      extraCostMinor: 1_000,
      totalCostMinor: 4_000,
      batches: [
        { productId: dear, costMinor: 2_667 },
        { productId: cheap, costMinor: 1_333 },
      ],
    });
    expect(await service.call(inventory.readDelivery, { deliveryId: taken.deliveryId })).toEqual(taken);
    const { items } = await service.call(inventory.readStock, { storeId: here, productIds: [dear, cheap] });
    expect(items.flatMap((level) => level.batches.map((batch) => batch.remainingCostMinor)).toSorted()).toEqual([
      1_333, 2_667,
    ]);
  });

  test('deliveries are found by the words of the supplier and of the reference, and within days', async () => {
    const [here, there, productId] = [mint('store'), mint('store'), mint('product')];
    const from = (storeId: string, supplierName: string, reference: string) =>
      deliverFrom(service, storeId, productId, { supplierName, reference }, [1, 10]);
    const first = await from(here, 'Électro Aurès', 'BL-4711');
    const second = await from(here, 'Froid Aurès', 'BL-4712');
    const third = await from(there, 'Électro Aurès', 'BL-4713');
    await deliver(service, here, productId, [1, 10]);
    const found = async (asked: object): Promise<string[]> =>
      (await service.call(inventory.listDeliveries, asked)).items.map((one) => one.deliveryId);
    expect(await found({ supplier: 'aures' })).toEqual([third, second, first].map((one) => one.deliveryId));
    expect(await found({ supplier: 'ELECTRO au', storeId: here })).toEqual([first.deliveryId]);
    expect(await found({ supplier: 'bl 4712' })).toEqual([second.deliveryId]);
    for (const supplier of ['ures', '.*', 'aures 4714']) expect(await found({ supplier })).toEqual([]);
    const day = first.receivedDay as string;
    expect(await found({ storeId: here, supplier: 'aures', from: previousDay(day), to: nextDay(day) })).toEqual([
      second.deliveryId,
      first.deliveryId,
    ]);
    expect(await found({ storeId: here, from: nextDay(day), to: nextDay(nextDay(day)) })).toEqual([]);
    const days = { storeId: here, from: day, to: nextDay(day), limit: 2 };
    const page = await service.call(inventory.listDeliveries, days);
    const rest = await service.call(inventory.listDeliveries, { ...days, cursor: page.nextCursor });
    expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, undefined]);
  });

  test('the same delivery by another command is refused; one event of each is published', async () => {
    const input = {
      deliveryId: mint('delivery'),
      storeId,
      currency: 'DZD' as const,
      store: BOOKS,
      lines: [
        { productId: mint('product'), quantity: 2, costMinor: 60 },
        { productId: mint('product'), quantity: 1, costMinor: 40 },
      ],
    };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => service.call(inventory.receiveDelivery, input)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'delivery.exists' });
    const said = (await service.events(inventoryEvents.stockReceived))
      .map((event) => event.data)
      .filter((data) => data.deliveryId === input.deliveryId);
    expect(said).toMatchObject([{ costMinor: 100, currency: 'DZD', storeId, timeZone: BOOKS.timeZone }]);
  });

  test('of a thousand lines is taken in within the time that the gateway waits, new and again', async () => {
    const here = mint('store');
    const products = Array.from({ length: 1000 }, () => mint('product'));
    for (const round of [1, 2]) {
      const deliveryId = mint('delivery');
      const lines = products.map((productId) => ({ productId, quantity: round, costMinor: 7 * round }));
      const input = { deliveryId, storeId: here, currency: 'DZD' as const, store: BOOKS, lines };
      const taken = await service.call(inventory.receiveDelivery, input, { timeoutMs: 20_000 });
      expect([round, taken.batches.length, taken.totalCostMinor]).toEqual([round, 1000, 7000 * round]);
    }
    expect(await stockOf(service, here, products[999]!)).toMatchObject({ available: 3, version: 2 });
  });

  test('in another currency than the store’s is refused', async () => {
    const input = {
      deliveryId: mint('delivery'),
      storeId,
      currency: 'EUR' as const,
      store: BOOKS,
      lines: [{ productId: mint('product'), quantity: 1, costMinor: 1 }],
    };
    expect((await refusalOf(service.call(inventory.receiveDelivery, input))).code).toBe('stock.currency-mixed');
    expect(await service.call(inventory.listDeliveries, { storeId, limit: 200 })).not.toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ deliveryId: input.deliveryId })]),
    });
  });

  test('concurrent first deliveries of a product add up', async () => {
    const productId = mint('product');
    await Promise.all(Array.from({ length: 10 }, (_, n) => deliver(service, storeId, productId, [n + 1, 10])));
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 55, version: 10 });
    expect((await stockOf(service, storeId, productId)).batches).toHaveLength(10);
  });
});

describe('returnStock', () => {
  test('comes back as a new batch at the cost of the sale, last in the queue', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [1, 100], [9, 300]);
    const { saleId, units } = await sell(productId, 2);
    const { batchIds } = await giveBack(saleId, productId, units, 1);
    const stock = await stockOf(service, storeId, productId);
    expect(stock.available).toBe(10);
    expect(
      stock.batches.map((batch) => [batch.origin, batch.remainingCostMinor, batch.remainingQty, batch.returnOf]),
    ).toEqual([
      ['delivery', 2_400, 8, undefined],
      ['return', 100, 1, units[0]!.batchId],
      ['return', 300, 1, units[1]!.batchId],
    ]);
    expect(stock.batches.slice(1).map((batch) => batch.batchId)).toEqual(batchIds);
  });

  test('comes back in another store, which never had it, and of two stores at once one takes the unit in', async () => {
    const productId = mint('product');
    const { deliveryId } = await deliver(service, storeId, productId, [1, 700]);
    const { saleId, units } = await sell(productId, 1);
    const sold = units[0]!;
    const backIn = (at: string, named = at !== storeId) =>
      service.call(inventory.returnStock, {
        correctionId: mint('correction'),
        saleId,
        storeId: at,
        ...(named ? { soldIn: storeId } : {}),
        currency: 'DZD',
        lines: [{ productId, batchId: sold.batchId, quantity: 1, costMinor: 700, disposition: 'restock' as const }],
      });
    const there = mint('store');
    expect((await refusalOf(backIn(there, false))).code).toBe('return.mismatch');
    const outcomes = await Promise.allSettled([backIn(there), backIn(storeId)]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [here, elsewhere] = [await stockOf(service, storeId, productId), await stockOf(service, there, productId)];
    expect([here.available, elsewhere.available].toSorted()).toEqual([0, 1]);
    const won = outcomes[0]!.status === 'fulfilled' ? elsewhere : here;
    expect(won.batches).toMatchObject([{ origin: 'return', returnOf: sold.batchId, remainingCostMinor: 700 }]);
    const { items } = await service.call(inventory.storesOfDeliveries, { deliveryIds: [deliveryId] });
    expect(items).toEqual([{ deliveryId, storeIds: won === elsewhere ? [there] : [] }]);
  });

  test('parts of three units for 1,000 come back at their shares, and all of them at all of it', async () => {
    const productId = mint('product');
    await deliverFor(service, storeId, productId, 3, 1_000);
    const { saleId, units } = await sell(productId, 3);
    const { batchId } = units[0]!;
    const back = (costMinor: number, disposition: Disposition = 'restock') =>
      service.call(inventory.returnStock, {
        correctionId: mint('correction'),
        saleId,
        storeId,
        currency: 'DZD',
        lines: [{ productId, batchId, quantity: 1, costMinor, disposition }],
      });
    await back(333);
    await back(333, 'writeOff');
    for (const wrong of [333, 335]) expect((await refusalOf(back(wrong))).code).toBe('return.mismatch');
    await back(334);
    const { batches } = await stockOf(service, storeId, productId);
    expect(batches.map((one) => [one.costMinor, one.remainingQty, one.remainingCostMinor])).toEqual([
      [333, 1, 333],
      [334, 1, 334],
    ]);
  });

  test('a write-off leaves the stock as it was, and its cost is published', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [4, 250]);
    const { saleId, units } = await sell(productId, 3);
    await giveBack(saleId, productId, units, 2, 'writeOff');
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 1 });
    const said = (await service.events(inventoryEvents.stockWrittenOff)).map((event) => event.data);
    expect(said.filter((one) => one.saleId === saleId)).toMatchObject([
      { costMinor: 500, currency: 'DZD', writtenOffBy: 'usr_test' },
    ]);
    const moved = (await recordsOf(service, 'movements'))
      .filter((one) => one.productId === productId)
      .map((one) => [one.kind, one.remainingDelta]);
    expect(moved).toEqual([
      ['received', 4],
      ['held', -3],
      ['sold', 0],
      ['returned', 2],
      ['writtenOff', -2],
    ]);
  });

  test('concurrent returns never bring back more than was sold', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [10, 70]);
    const { saleId, units } = await sell(productId, 5);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => giveBack(saleId, productId, units, 2)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
    for (const one of outcomes)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'return.mismatch', details: { sold: 5 } });
    await giveBack(saleId, productId, units, 1);
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 10 });
  });

  test('of a sale without stock, with another cost, twice under one number: refused', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [5, 70]);
    const { saleId, units } = await sell(productId, 2);
    expect((await refusalOf(giveBack(mint('sale'), productId, units, 1))).code).toBe('hold.unknown');
    expect((await refusalOf(giveBack(saleId, productId, [{ ...units[0]!, costMinor: 142 }], 2))).code).toBe(
      'return.mismatch',
    );
    expect((await refusalOf(giveBack(saleId, mint('product'), units, 1))).code).toBe('return.mismatch');
    const once = {
      correctionId: mint('correction'),
      saleId,
      storeId,
      currency: 'DZD' as const,
      lines: [{ productId, batchId: units[0]!.batchId, quantity: 1, costMinor: 70, disposition: 'restock' as const }],
    };
    await service.call(inventory.returnStock, once);
    expect((await refusalOf(service.call(inventory.returnStock, once))).code).toBe('return.exists');
  });
});

describe('readStock and listLevels', () => {
  test('unknown products answer zeros in the store asked, nothing without one', async () => {
    const productId = mint('product');
    expect(await service.call(inventory.readStock, { storeId, productIds: [productId] })).toEqual({
      items: [{ storeId, productId, available: 0, held: 0, version: 0, batches: [] }],
    });
    expect(await service.call(inventory.readStock, { productIds: [productId] })).toEqual({ items: [] });
  });

  test('every store that has some; levels page by product', async () => {
    const [here, there] = [mint('store'), mint('store')];
    const products = [mint('product'), mint('product'), mint('product')].sort();
    for (const productId of products) await deliver(service, here, productId, [4, 10]);
    await deliver(service, there, products[0]!, [6, 10]);
    await hold(service, here, products[0]!, 3);
    const { items } = await service.call(inventory.readStock, { productIds: [products[0]!] });
    expect(items.map((one) => [one.storeId, one.available, one.held]).sort()).toEqual(
      [
        [here, 1, 3],
        [there, 6, 0],
      ].sort(),
    );
    const first = await service.call(inventory.listLevels, { storeId: here, limit: 2 });
    const second = await service.call(inventory.listLevels, { storeId: here, limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((one) => [one.productId, one.available, one.held])).toEqual([
      [products[0], 1, 3],
      [products[1], 4, 0],
      [products[2], 4, 0],
    ]);
    expect(second.nextCursor).toBeUndefined();
  });
});
