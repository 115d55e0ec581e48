import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventory, inventoryEvents, nextDay, type CountScope, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import {
  BOOKS,
  deliver,
  deliverFor,
  expectTrue,
  hold,
  recordsOf,
  refusalOf,
  startService,
  stockOf,
} from './fixtures.js';

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

let codes = 0;
/** Books of a store whose numbers begin anew. */
const aStore = () => ({ ...BOOKS, code: `SC${(codes += 1)}` });
const started = (storeId: string, scope: CountScope, store: typeof BOOKS | ReturnType<typeof aStore> = BOOKS) =>
  service.call(inventory.createStockCount, { stockCountId: mint('stockCount'), storeId, store, scope });
const ofProducts = (...productIds: string[]): CountScope => ({ kind: 'products', productIds });
const counted = (stockCountId: string, productId: string, quantity: number, facts: object = {}) =>
  service.call(inventory.enterCount, { entryId: mint('countEntry'), stockCountId, productId, quantity, ...facts });
const reviewed = (stockCountId: string, revision = 1) =>
  service.call(inventory.reviewCount, { stockCountId, revision });
type Post = InputOf<typeof inventory.postCount>;
const posted = (stockCountId: string, facts: Partial<Post> = {}) =>
  service.call(inventory.postCount, {
    stockCountId,
    revision: 2,
    store: { code: BOOKS.code, timeZone: BOOKS.timeZone },
    ...facts,
  });
const linesOf = (stockCountId: string, asked: object = {}) =>
  service.call(inventory.listCountLines, { stockCountId, ...asked });
const lineOf = async (stockCountId: string, productId: string) =>
  (await linesOf(stockCountId)).items.find((line) => line.productId === productId)!;
const sold = async (storeId: string, productId: string, quantity: number) => {
  const { holdId } = await hold(service, storeId, productId, quantity);
  await service.call(inventory.settleHold, { holdId, saleId: mint('sale') });
};
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

describe('a count, from its start to its posting', () => {
  test('missing and found units: stock, movements, the record of what was found, and one event', async () => {
    const [storeId, lamp, cable, hook] = [mint('store'), mint('product'), mint('product'), mint('product')];
    await deliver(service, storeId, lamp, [2, 100], [3, 130]);
    await deliverFor(service, storeId, cable, 3, 1000);
    await deliver(service, storeId, hook, [4, 10]);
    await hold(service, storeId, lamp, 1);
    const input = {
      stockCountId: mint('stockCount'),
      storeId,
      store: aStore(),
      scope: ofProducts(lamp, cable, hook),
      note: 'evening',
    };
    const { stockCountId } = input;
    const first = await service.call(inventory.createStockCount, input, { commandId: 'test/create-count' });
    expect(first).toMatchObject({
      number: `${input.store.code}-SC-${first.createdDay.slice(0, 4)}-000001`,
      state: 'open',
      products: 3,
      entries: 0,
      note: 'evening',
    });
    expect(await service.call(inventory.createStockCount, input, { commandId: 'test/create-count' })).toEqual(first);
    expect(await codeOf(service.call(inventory.createStockCount, input))).toBe('stock-count.exists');
    const entry = await counted(stockCountId, lamp, 3, { place: 'window', device: 'phone 1' });
    expect(entry).toMatchObject({ seq: 1, physicalQuantity: 5, place: 'window', enteredBy: 'usr_test' });
    await counted(stockCountId, cable, 5);
    const review = await reviewed(stockCountId);
    expect(review).toMatchObject({ state: 'inReview', revision: 2, entries: 2 });
    expect(await codeOf(counted(stockCountId, hook, 1))).toBe('stock-count.state');
    const { items, totals } = await linesOf(stockCountId);
    expect(items.find((line) => line.productId === lamp)).toMatchObject({
      startQuantity: 5,
      countedQuantity: 3,
      expectedQuantity: 5,
      difference: -2,
      differenceCostMinor: -230, // one unit of the first batch is held
      uncertain: false,
    });
    expect(totals).toEqual({
      products: 3,
      counted: 2,
      differing: 2,
      uncertain: 0,
      unpriced: 0,
      missingCostMinor: 230,
      foundCostMinor: 666,
    });
    const shown = await linesOf(stockCountId, { show: 'uncounted' });
    expect(shown.items.map((line) => line.productId)).toEqual([hook]);
    const done = await service.call(
      inventory.postCount,
      { stockCountId, revision: 2, store: { code: input.store.code, timeZone: BOOKS.timeZone } },
      { commandId: 'test/post-count' },
    );
    expect(done).toMatchObject({
      state: 'posted',
      posted: { differing: 2, missingCostMinor: 230, foundCostMinor: 666, uncounted: 'leave' },
    });
    expect(await service.call(inventory.readStockCount, { stockCountId })).toEqual(done);
    expect(await codeOf(posted(stockCountId, { revision: 3 }))).toBe('stock-count.state');
    expect(await stockOf(service, storeId, lamp)).toMatchObject({ available: 2, held: 1 });
    expect(await stockOf(service, storeId, cable)).toMatchObject({ available: 5 });
    expect(await stockOf(service, storeId, hook)).toMatchObject({ available: 4 });
    const found = await service.call(inventory.readDelivery, { deliveryId: done.posted!.foundDeliveryId! });
    expect(found).toMatchObject({
      stockCountId,
      stockCountNumber: first.number,
      totalCostMinor: 666,
      batches: [{ productId: cable, quantity: 2, costMinor: 666 }],
    });
    expect([found.supplierId, found.supplierName, found.opening]).toEqual([undefined, undefined, undefined]);
    const received = (await service.events(inventoryEvents.stockReceived)).map((event) => event.data.deliveryId);
    expect(received).not.toContain(found.deliveryId);
    const said = (await service.events(inventoryEvents.stockCounted)).map((event) => event.data);
    expect(said.filter((one) => one.stockCountId === stockCountId)).toMatchObject([
      { missingCostMinor: 230, foundCostMinor: 666, foundDeliveryId: found.deliveryId, storeCode: input.store.code },
    ]);
    expect((await linesOf(stockCountId)).totals).toEqual(totals); // as it was posted, whatever the stock does since
    await sold(storeId, cable, 5);
    const { allocations } = (await recordsOf(service, 'holds')).at(-1)!.lines[0]!;
    expect(allocations.map((one) => one.deliveryId)).toContain(found.deliveryId);
  });

  test('entries of several devices add up; one is withdrawn once, by a new record', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [10, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    const entries = await Promise.all(
      [4, 3, 2].map((quantity, at) => counted(stockCountId, productId, quantity, { device: `phone ${at}` })),
    );
    expect(entries.map((one) => one.seq).toSorted()).toEqual([1, 2, 3]);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ entries: 3, countedQuantity: 9, difference: -1 });
    const wrong = entries.find((one) => one.quantity === 2)!.entryId;
    const withdraw = () =>
      service.call(inventory.withdrawCountEntry, { entryId: mint('countEntry'), stockCountId, withdraws: wrong });
    const outcomes = await Promise.allSettled([withdraw(), withdraw()]);
    const refusals = outcomes.filter((one) => one.status === 'rejected');
    expect(refusals.map((one) => one.reason.code)).toEqual(['stock-count.entry-withdrawn']);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ entries: 2, countedQuantity: 7, difference: -3 });
    const all = await service.call(inventory.listCountEntries, { stockCountId, limit: 3 });
    expect(all.items.map((one) => [one.seq, one.quantity, one.withdraws])).toEqual([
      [4, 2, wrong],
      [3, expect.any(Number), undefined],
      [2, expect.any(Number), undefined],
    ]);
    const rest = await service.call(inventory.listCountEntries, { stockCountId, cursor: all.nextCursor });
    expect(rest.items.map((one) => one.seq)).toEqual([1]);
    expect(rest.nextCursor).toBeUndefined();
    const own = await service.call(inventory.listCountEntries, { stockCountId, productId, limit: 3 });
    expect(own).toEqual(all);
    const others = await service.call(inventory.listCountEntries, { stockCountId, productId: mint('product') });
    expect(others.items).toEqual([]);
    expect(await codeOf(service.call(inventory.listCountEntries, { stockCountId, cursor: 'x' }))).toBe(
      'message.invalid',
    );
    const unknown = { entryId: mint('countEntry'), stockCountId, withdraws: all.items[0]!.entryId };
    expect(await codeOf(service.call(inventory.withdrawCountEntry, unknown))).toBe('stock-count.entry-unknown');
  });

  test('stock that moved between two entries makes the line uncertain: accepted, or counted anew', async () => {
    const [storeId, productId, other] = [mint('store'), mint('product'), mint('product')];
    await deliver(service, storeId, productId, [10, 100]);
    await deliver(service, storeId, other, [1, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId, other));
    await counted(stockCountId, productId, 5);
    await counted(stockCountId, other, 1);
    await sold(storeId, productId, 1);
    await counted(stockCountId, productId, 4);
    await reviewed(stockCountId);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ uncertain: true, difference: 0 });
    const refusal = await refusalOf(posted(stockCountId));
    expect([refusal.code, refusal.details]).toEqual([
      'stock-count.uncertain',
      { stockCountId, productIds: [productId] },
    ]);
    const recount = (revision: number, productIds: string[]) =>
      service.call(inventory.recountLines, { stockCountId, revision, productIds });
    expect(await codeOf(recount(1, [productId]))).toBe('stock-count.changed');
    expect(await codeOf(recount(2, [mint('product')]))).toBe('stock-count.out-of-scope');
    expect(await recount(2, [productId])).toMatchObject({ state: 'open', revision: 3, round: 2 });
    expect(await codeOf(counted(stockCountId, other, 1))).toBe('stock-count.not-recounted');
    expect((await lineOf(stockCountId, productId)).countedQuantity).toBeUndefined();
    await counted(stockCountId, productId, 8);
    await reviewed(stockCountId, 3);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ uncertain: false, difference: -1 });
    expect(await lineOf(stockCountId, other)).toMatchObject({ countedQuantity: 1, difference: 0 });
    await posted(stockCountId, { revision: 4 });
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 8 });
  });

  test('units that are held or sold by the posting are refused whole, with what is left', async () => {
    const [storeId, productId, other] = [mint('store'), mint('product'), mint('product')];
    await deliver(service, storeId, productId, [3, 100]);
    await deliver(service, storeId, other, [3, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId, other));
    await counted(stockCountId, productId, 1);
    await counted(stockCountId, other, 5);
    await reviewed(stockCountId);
    await hold(service, storeId, productId, 2);
    const refusal = await refusalOf(posted(stockCountId));
    expect([refusal.code, refusal.details]).toEqual([
      'stock.insufficient',
      { shortages: [{ productId, asked: 2, available: 1 }] },
    ]);
    expect(await stockOf(service, storeId, other)).toMatchObject({ available: 3 });
    const cancelled = await service.call(inventory.cancelCount, { stockCountId, reason: 'counted in the rush' });
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelled: { reason: 'counted in the rush' } });
    expect(await codeOf(posted(stockCountId))).toBe('stock-count.state');
  });

  test('found where there never was a batch: the poster names the cost; limits hold', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 3);
    await reviewed(stockCountId);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ difference: 3, unpriced: true });
    expect(await codeOf(posted(stockCountId))).toBe('stock-count.cost-missing');
    const costs = [{ productId, costMinor: 100 }];
    expect(await codeOf(posted(stockCountId, { costs, limitMinor: 99 }))).toBe('stock.above-limit');
    await posted(stockCountId, { costs, limitMinor: 100 });
    expect(await stockOf(service, storeId, productId)).toMatchObject({
      available: 3,
      batches: [{ origin: 'count', originId: stockCountId, costMinor: 100 }],
    });
  });

  test('found of a product whose last batch is empty costs as that one', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [1, 100], [2, 70]);
    await sold(storeId, productId, 3);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 1);
    await reviewed(stockCountId);
    expect(await posted(stockCountId)).toMatchObject({ posted: { foundCostMinor: 70 } });
  });

  test.each<[string, number, number]>([
    ['has units left', 1, 50],
    ['is empty', 3, 50],
  ])('also where the level does not know its last batch yet, which %s', async (_name, soldUnits, costMinor) => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [1, 100], [2, 50]);
    await sold(storeId, productId, soldUnits);
    const levels = service.connection.collection<{ _id: string }>('levels');
    const { matchedCount } = await levels.updateOne({ _id: `${storeId}/${productId}` }, { $unset: { newest: '' } });
    expect(matchedCount).toBe(1);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 4 - soldUnits);
    await reviewed(stockCountId);
    expect(await posted(stockCountId)).toMatchObject({ posted: { foundCostMinor: costMinor } });
  });

  test('lines that nobody counted are nothing only where the poster says so', async () => {
    const [storeId, productId, other] = [mint('store'), mint('product'), mint('product')];
    await deliver(service, storeId, productId, [3, 100]);
    await deliver(service, storeId, other, [2, 100]);
    const { stockCountId } = await started(storeId, { kind: 'store' });
    await counted(stockCountId, other, 2);
    await reviewed(stockCountId);
    expect(await posted(stockCountId, { uncounted: 'zero' })).toMatchObject({
      posted: { uncounted: 'zero', differing: 1, missingCostMinor: 300 },
    });
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 0 });
    expect(await lineOf(stockCountId, productId)).toMatchObject({
      countedQuantity: 0,
      difference: -3,
      differenceCostMinor: -300,
    });
  });
});

describe('scopes', () => {
  test('the whole store takes every product, also one that never was there; others refuse it', async () => {
    const [storeId, known, stray] = [mint('store'), mint('product'), mint('product')];
    await deliver(service, storeId, known, [3, 100]);
    const whole = await started(storeId, { kind: 'store' });
    expect(whole.products).toBe(1);
    await counted(whole.stockCountId, stray, 2);
    const { products } = await service.call(inventory.readStockCount, { stockCountId: whole.stockCountId });
    expect(products).toBe(2);
    expect(await lineOf(whole.stockCountId, stray)).toMatchObject({ startQuantity: 0, difference: 2, unpriced: true });
    const categoryIds = [mint('category')];
    for (const scope of [ofProducts(known), { kind: 'categories' as const, categoryIds, productIds: [known] }]) {
      const { stockCountId } = await started(storeId, scope);
      const refusal = await refusalOf(counted(stockCountId, stray, 2));
      expect([refusal.code, refusal.details]).toEqual(['stock-count.out-of-scope', { stockCountId, productId: stray }]);
    }
  });

  test('cyclic: what was not counted for the longest time, the most valuable first', async () => {
    const storeId = mint('store');
    const [dear, middling, cheap] = [mint('product'), mint('product'), mint('product')];
    await deliver(service, storeId, dear, [1, 900]);
    await deliver(service, storeId, middling, [2, 300]);
    await deliver(service, storeId, cheap, [3, 10]);
    const productsOf = async (): Promise<string[]> => {
      const { stockCountId } = await started(storeId, { kind: 'cyclic', products: 1 });
      const [line] = (await linesOf(stockCountId)).items;
      await counted(stockCountId, line!.productId, line!.startQuantity);
      await reviewed(stockCountId);
      await posted(stockCountId);
      return [line!.productId];
    };
    const chosen = [...(await productsOf()), ...(await productsOf()), ...(await productsOf()), ...(await productsOf())];
    expect(chosen).toEqual([dear, middling, cheap, dear]);
    expect(await codeOf(started(mint('store'), { kind: 'cyclic', products: 5 }))).toBe('stock-count.empty');
  });
});

describe('at the same moment', () => {
  test.each([1, 2, 3, 4])('a hold and the posting of a count: the last unit goes one way (%i)', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [2, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 1);
    await reviewed(stockCountId);
    const [held, done] = await Promise.allSettled([hold(service, storeId, productId, 2), posted(stockCountId)]);
    if (held.status === 'fulfilled') {
      expect((done as PromiseRejectedResult).reason).toMatchObject({ code: 'stock.insufficient' });
      expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 0, held: 2 });
    } else {
      expect(held.reason).toMatchObject({ code: 'stock.insufficient' });
      expect(done.status).toBe('fulfilled');
      expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 1, held: 0 });
    }
  });

  test('it is posted once, however many ask', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [9, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 7);
    await reviewed(stockCountId);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => posted(stockCountId)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'stock-count.state' });
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 7 });
    const moved = (await recordsOf(service, 'movements')).filter((one) => one.ref === stockCountId);
    expect(moved.map((one) => [one.kind, one.remainingDelta])).toEqual([['writtenOff', -2]]);
  });

  test.each([1, 2, 3])('an entry and the end of counting: what is posted has every entry (%i)', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [9, 100]);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    await counted(stockCountId, productId, 7);
    const [entry] = await Promise.allSettled([counted(stockCountId, productId, 2), reviewed(stockCountId)]);
    if (entry.status === 'rejected') expect(entry.reason).toMatchObject({ code: 'stock-count.state' });
    const { entries } = await service.call(inventory.readStockCount, { stockCountId });
    expect(await lineOf(stockCountId, productId)).toMatchObject({
      entries,
      countedQuantity: entry.status === 'fulfilled' ? 9 : 7,
    });
  });

  test('many sales go on: the difference that is posted is the true one', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    const [bought, stolen] = [60, 7];
    await deliver(service, storeId, productId, [20, 100], [40, 130]);
    const { stockCountId } = await started(storeId, ofProducts(productId));
    /** What is on the shelf: bought, less stolen, less what was carried out; held units are carried out when they are sold. */
    let [onShelf, soldUnits, releasedHolds] = [bought - stolen, 0, 0];
    let isCounting = true;
    const tills = Array.from({ length: 6 }, async (_none, till) => {
      for (let turn = 0; isCounting && turn < 6; turn += 1) {
        const { holdId } = await hold(service, storeId, productId, 1);
        if ((till + turn) % 3 === 0) {
          await service.call(inventory.releaseHold, { holdId, storeId });
          releasedHolds += 1;
          continue;
        }
        await service.call(inventory.settleHold, { holdId, saleId: mint('sale') });
        soldUnits += 1;
      }
    });
    const counting = (async () => {
      // Somebody looks at the shelf in one moment. Which sales came before it, the entry itself says.
      for (let round = 0; round < 3; round += 1) {
        const { entryId, physicalQuantity } = await counted(stockCountId, productId, 0);
        await service.call(inventory.withdrawCountEntry, {
          entryId: mint('countEntry'),
          stockCountId,
          withdraws: entryId,
        });
        onShelf = physicalQuantity - stolen;
      }
      isCounting = false;
    })();
    await Promise.all([...tills, counting]);
    expect(onShelf).toBeGreaterThanOrEqual(bought - stolen - soldUnits);
    const shelf = bought - stolen - soldUnits;
    const busy = Array.from({ length: 8 }, async () => {
      const { holdId } = await hold(service, storeId, productId, 1);
      await service.call(inventory.releaseHold, { holdId, storeId });
      releasedHolds += 1;
    });
    const [entry] = await Promise.all([counted(stockCountId, productId, shelf), ...busy]);
    expect(entry.physicalQuantity).toBe(bought - soldUnits); // held units are still on the shelf
    await reviewed(stockCountId);
    expect(await lineOf(stockCountId, productId)).toMatchObject({ difference: -stolen, uncertain: false });
    const onward = Array.from({ length: 6 }, () => sold(storeId, productId, 1));
    const [done] = await Promise.all([posted(stockCountId), ...onward]);
    expect(done).toMatchObject({ state: 'posted', posted: { differing: 1 } });
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: shelf - 6, held: 0 });
    expect([soldUnits > 0, releasedHolds > 0]).toEqual([true, true]);
    const moved = (await recordsOf(service, 'movements')).filter((one) => one.ref === stockCountId);
    expect(moved.reduce((total, one) => total + one.remainingDelta, 0)).toBe(-stolen);
  });
});

test('a thousand differing lines of a store of two thousand are posted within the time that the gateway waits', async () => {
  const storeId = mint('store');
  const products = Array.from({ length: 2000 }, () => mint('product'));
  for (const some of [products.slice(0, 1000), products.slice(1000)])
    await service.call(
      inventory.receiveDelivery,
      {
        deliveryId: mint('delivery'),
        storeId,
        currency: 'DZD',
        store: BOOKS,
        lines: some.map((productId) => ({ productId, quantity: 2, costMinor: 10 })),
      },
      { timeoutMs: 20_000 },
    );
  const { stockCountId, products: lines } = await service.call(
    inventory.createStockCount,
    { stockCountId: mint('stockCount'), storeId, store: BOOKS, scope: { kind: 'store' } },
    { timeoutMs: 20_000 },
  );
  expect(lines).toBe(2000);
  await counted(stockCountId, products[0]!, 3);
  await reviewed(stockCountId);
  const code = await codeOf(posted(stockCountId, { uncounted: 'zero' }));
  expect(code).toBe('stock-count.too-many-differences');
  await service.call(inventory.cancelCount, { stockCountId, reason: 'too many' });
  const half = await service.call(
    inventory.createStockCount,
    { stockCountId: mint('stockCount'), storeId, store: BOOKS, scope: ofProducts(...products.slice(0, 1000)) },
    { timeoutMs: 20_000 },
  );
  await counted(half.stockCountId, products[0]!, 3);
  await reviewed(half.stockCountId);
  const done = await service.call(
    inventory.postCount,
    {
      stockCountId: half.stockCountId,
      revision: 2,
      store: { code: BOOKS.code, timeZone: BOOKS.timeZone },
      uncounted: 'zero',
    },
    { timeoutMs: 20_000 },
  );
  expect(done.posted).toMatchObject({ differing: 1000, missingCostMinor: 9990, foundCostMinor: 5 });
}, 120_000);

test('more than five thousand products are refused', async () => {
  const input = { stockCountId: mint('stockCount'), storeId: mint('store'), store: BOOKS };
  const productIds = Array.from({ length: 5001 }, () => mint('product'));
  expect(await codeOf(service.call(inventory.createStockCount, { ...input, scope: ofProducts(...productIds) }))).toBe(
    'message.invalid',
  );
});

test('listStockCounts: newest first, by store, state and days, page by page', async () => {
  const [here, there, productId] = [mint('store'), mint('store'), mint('product')];
  const a = await started(here, ofProducts(productId));
  const b = await started(here, ofProducts(productId));
  await reviewed(b.stockCountId);
  const c = await started(there, ofProducts(productId));
  const d = await started(here, ofProducts(productId));
  const found = async (asked: object): Promise<string[]> =>
    (await service.call(inventory.listStockCounts, asked)).items.map((one) => one.stockCountId);
  const idsOf = (...all: { stockCountId: string }[]) => all.map((one) => one.stockCountId);
  expect(await found({ limit: 4 })).toEqual(idsOf(d, c, b, a));
  expect(await found({ storeId: here })).toEqual(idsOf(d, b, a));
  expect(await found({ storeId: here, state: 'inReview' })).toEqual(idsOf(b));
  const days = { from: a.createdDay, to: nextDay(a.createdDay) };
  expect(await found({ ...days, storeId: there })).toEqual(idsOf(c));
  const page = await service.call(inventory.listStockCounts, { storeId: here, limit: 2 });
  expect(await found({ storeId: here, limit: 2, cursor: page.nextCursor })).toEqual(idsOf(a));
  expect(await codeOf(service.call(inventory.readStockCount, { stockCountId: mint('stockCount') }))).toBe(
    'stock-count.unknown',
  );
});
