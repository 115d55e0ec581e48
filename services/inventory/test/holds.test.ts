import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventory, inventoryEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { BOOKS, deliver, deliverFor, expectTrue, hold, linesOf, startService, refusalOf, stockOf } from './fixtures.js';

let service: TestService;
const storeId = mint('store');
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await expectTrue(service);
  await service.stop();
});

describe('holdStock', () => {
  test('thirty buyers for five units: five get one, the rest are refused with what is left', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [2, 100], [3, 200]);
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => hold(service, storeId, productId, 1)));
    const costs = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.costMinor] : []));
    expect(costs.sort()).toEqual([100, 100, 200, 200, 200]);
    for (const one of outcomes) {
      if (one.status === 'rejected') {
        expect(one.reason).toMatchObject({
          code: 'stock.insufficient',
          kind: 'conflict',
          details: { shortages: [{ productId, asked: 1, available: 0 }] },
        });
      }
    }
    expect(await stockOf(service, storeId, productId)).toMatchObject({
      available: 0,
      held: 5,
      version: 6,
      batches: [],
    });
  });

  test('two lines of one product count together', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [5, 100]);
    const lines = linesOf([productId, 3], [productId, 3]);
    const refusal = await refusalOf(service.call(inventory.holdStock, { holdId: mint('hold'), storeId, lines }));
    expect(refusal.details).toEqual({ shortages: [{ productId, asked: 6, available: 5 }] });
    const granted = await service.call(inventory.holdStock, {
      holdId: mint('hold'),
      storeId,
      lines: linesOf([productId, 3], [productId, 2]),
    });
    expect(granted.lines.map((line) => line.quantity)).toEqual([3, 2]);
  });

  test('across batches the costs are exact, oldest first; every short product is named', async () => {
    const [one, other] = [mint('product'), mint('product')];
    await deliver(service, storeId, one, [2, 333]);
    await deliver(service, storeId, one, [2, 501]);
    const granted = await hold(service, storeId, one, 3);
    expect(granted.costMinor).toBe(2 * 333 + 501);
    expect(granted.lines[0]!.allocations.map((units) => [units.quantity, units.costMinor])).toEqual([
      [2, 666],
      [1, 501],
    ]);
    const refusal = await refusalOf(
      service.call(inventory.holdStock, { holdId: mint('hold'), storeId, lines: linesOf([one, 2], [other, 1]) }),
    );
    expect(refusal.details.shortages).toHaveLength(2);
  });

  test('three units for 1,000: each cent is taken once, by lines of one hold, by holds at once, and after a release', async () => {
    const productId = mint('product');
    await deliverFor(service, storeId, productId, 3, 1_000);
    const costsOf = (granted: { lines: { allocations: { costMinor: number }[] }[] }) =>
      granted.lines.map((line) => line.allocations.map((units) => units.costMinor));
    const remaining = async () =>
      (await stockOf(service, storeId, productId)).batches.map((one) => [one.remainingQty, one.remainingCostMinor]);
    const holdId = mint('hold');
    const lines = linesOf([productId, 1], [productId, 1]);
    expect(costsOf(await service.call(inventory.holdStock, { holdId, storeId, lines }))).toEqual([[334], [333]]);
    expect(await remaining()).toEqual([[1, 333]]);
    await service.call(inventory.releaseHold, { holdId, storeId });
    expect(await remaining()).toEqual([[3, 1_000]]);
    const granted = await Promise.all([1, 2, 3].map(() => hold(service, storeId, productId, 1)));
    expect(granted.map((one) => one.costMinor).toSorted((a, b) => b - a)).toEqual([334, 333, 333]);
    expect(await remaining()).toEqual([]);
    const dear = granted.find((one) => one.costMinor === 334)!;
    await service.call(inventory.releaseHold, { holdId: dear.holdId, storeId });
    expect(await remaining()).toEqual([[1, 334]]);
  });

  test('the same command twice at once sets aside once; the same hold by another command is refused', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [10, 100]);
    const input = { holdId: mint('hold'), storeId, lines: linesOf([productId, 4]) };
    const [first, second] = await Promise.all(
      [1, 2].map(() => service.call(inventory.holdStock, input, { commandId: `saga/${input.holdId}` })),
    );
    expect(second).toEqual(first);
    expect((await refusalOf(service.call(inventory.holdStock, input))).code).toBe('hold.not-open');
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 6, held: 4 });
  });

  test('three hundred lines', async () => {
    const products = Array.from({ length: 150 }, () => mint('product'));
    await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId,
      currency: 'DZD',
      store: BOOKS,
      lines: [...products, ...products].map((productId) => ({ productId, quantity: 2, costMinor: 14 })),
    });
    const holdId = mint('hold');
    const lines = linesOf(...[...products, ...products].map((productId) => [productId, 2] as const));
    const granted = await service.call(inventory.holdStock, { holdId, storeId, lines });
    expect(granted.costMinor).toBe(300 * 2 * 7);
    expect(await service.call(inventory.releaseHold, { holdId, storeId })).toEqual({ released: true });
  });

  test('many batches: the oldest are found after gaps', async () => {
    const productId = mint('product');
    for (let n = 0; n < 3; n += 1)
      await deliver(service, storeId, productId, ...Array.from({ length: 20 }, (_, i) => [1, n * 20 + i] as const));
    const early = await hold(service, storeId, productId, 1);
    await hold(service, storeId, productId, 40);
    await service.call(inventory.releaseHold, { holdId: early.holdId, storeId });
    const granted = await hold(service, storeId, productId, 3);
    expect(granted.lines[0]!.allocations.map((units) => units.costMinor)).toEqual([0, 41, 42]);
  });
});

describe('releaseHold and settleHold', () => {
  test('a release gives back to the same batches, once', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [1, 10], [2, 20]);
    const { holdId } = await hold(service, storeId, productId, 2);
    const outcomes = await Promise.all([1, 2, 3].map(() => service.call(inventory.releaseHold, { holdId, storeId })));
    expect(outcomes.filter((one) => one.released)).toHaveLength(1);
    const stock = await stockOf(service, storeId, productId);
    expect([stock.available, stock.held, stock.batches.map((batch) => batch.remainingQty)]).toEqual([3, 0, [1, 2]]);
    expect((await refusalOf(service.call(inventory.settleHold, { holdId, saleId: mint('sale') }))).code).toBe(
      'hold.not-open',
    );
    expect((await hold(service, storeId, productId, 1)).costMinor).toBe(10);
  });

  test('a hold that arrives after its release is refused and takes nothing', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [3, 10]);
    const holdId = mint('hold');
    expect(await service.call(inventory.releaseHold, { holdId, storeId })).toEqual({ released: false });
    expect((await refusalOf(hold(service, storeId, productId, 1, holdId))).code).toBe('hold.voided');
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 3, held: 0 });
  });

  test('a hold of many units that is known already is refused as that, before its batches are read', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [1_200, 10]);
    const [holdId, voidedId] = [mint('hold'), mint('hold')];
    await hold(service, storeId, productId, 1_100, holdId);
    await service.call(inventory.releaseHold, { holdId: voidedId, storeId });
    // 100 units are left: who read these first would answer that they are too few
    expect((await refusalOf(hold(service, storeId, productId, 1_100, holdId))).code).toBe('hold.not-open');
    expect((await refusalOf(hold(service, storeId, productId, 1_100, voidedId))).code).toBe('hold.voided');
  });

  test('hold and release at once: either way nothing stays set aside', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [30, 10]);
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const holdId = mint('hold');
        await Promise.allSettled([
          hold(service, storeId, productId, 2, holdId),
          service.call(inventory.releaseHold, { holdId, storeId }),
        ]);
      }),
    );
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 30, held: 0 });
  });

  test('settling twice is the same as once; another sale, an unknown hold, a second hold of the sale are refused', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [5, 10]);
    const { holdId } = await hold(service, storeId, productId, 2);
    const saleId = mint('sale');
    await Promise.all([1, 2].map(() => service.call(inventory.settleHold, { holdId, saleId })));
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 3, held: 0 });
    expect((await refusalOf(service.call(inventory.settleHold, { holdId, saleId: mint('sale') }))).code).toBe(
      'hold.not-open',
    );
    expect((await refusalOf(service.call(inventory.settleHold, { holdId: mint('hold'), saleId }))).code).toBe(
      'hold.unknown',
    );
    expect((await refusalOf(service.call(inventory.releaseHold, { holdId, storeId }))).code).toBe('hold.not-open');
    const second = await hold(service, storeId, productId, 1);
    expect((await refusalOf(service.call(inventory.settleHold, { holdId: second.holdId, saleId }))).code).toBe(
      'hold.not-open',
    );
  });
});

test('every change is broadcast with the new figure and a version that grows by one', async () => {
  const productId = mint('product');
  await deliver(service, storeId, productId, [9, 10]);
  const holds = await Promise.all([1, 2, 3].map((quantity) => hold(service, storeId, productId, quantity)));
  await service.call(inventory.releaseHold, { holdId: holds[1]!.holdId, storeId });
  const said = (await service.events(inventoryEvents.stockChanged))
    .map((event) => event.data)
    .filter((data) => data.productId === productId);
  said.sort((a, b) => a.version - b.version);
  expect(said.map((data) => data.version)).toEqual([1, 2, 3, 4, 5]);
  expect([said[0]!.available, said[3]!.available, said[4]!.available]).toEqual([9, 3, 5]);
});
