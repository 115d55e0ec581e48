import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalogEvents, inventory, inventoryEvents, type StockAlertView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { changeLevel, newLevel } from '../src/domain/levels.js';
import { inventoryService } from '../src/index.js';
import { inventoryStore } from '../src/store/inventory-store.js';
import { BOOKS, deliver, expectTrue, hold, linesOf, refusalOf, startService, stockOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
});
afterAll(async () => {
  await replica.running.stop();
  await service.stop();
});

const storeId = mint('store');

/** Tells a product's thresholds as the catalog does, and waits until they are known. */
async function setThreshold(
  productId: string,
  lowStockThreshold: number,
  revision = 1,
  storeThresholds: { storeId: string; lowStockThreshold: number }[] = [],
): Promise<void> {
  const told = { productId, revision, sku: 'SKU', name: 'Article', changedAt: new Date().toISOString() };
  await service.publish(catalogEvents.productChanged, { ...told, lowStockThreshold, storeThresholds });
  await service.eventually(async () => {
    const known = await service.connection.collection('thresholds').findOne({ _id: productId as never });
    expect(known?.['version']).toBe(revision);
  });
}

/** Types of the alert events of a product, in their order. */
async function raised(productId: string): Promise<string[]> {
  const { stockLow, stockOut, stockRecovered } = inventoryEvents;
  const all = [
    ...(await service.events(stockLow)),
    ...(await service.events(stockOut)),
    ...(await service.events(stockRecovered)),
  ];
  return all
    .filter((event) => event.data.productId === productId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ type }) => type.replace('inventory.', ''));
}

async function alertsOf(productId: string, of = storeId): Promise<StockAlertView[]> {
  return (await service.call(inventory.listStockAlerts, { storeId: of, productId })).items;
}

test('a bundle has no stock of its own: its delivery is refused, and that of a part is not', async () => {
  const [bundle, part] = [mint('product'), mint('product')];
  const told = { productId: bundle, revision: 1, sku: 'BOX', name: 'Box', changedAt: new Date().toISOString() };
  await service.publish(catalogEvents.productChanged, { ...told, lowStockThreshold: 0, isBundle: true });
  await service.eventually(async () =>
    expect(await service.connection.collection('thresholds').findOne({ _id: bundle as never })).toMatchObject({
      isBundle: true,
    }),
  );
  expect((await refusalOf(deliver(service, storeId, bundle, [6, 100]))).code).toBe('product.is-bundle');
  await deliver(service, storeId, part, [6, 100]);
  expect(await stockOf(service, storeId, part)).toMatchObject({ available: 6 });
});

test('a level that sinks raises each alert once, and recovers with the next delivery', async () => {
  const productId = mint('product');
  await setThreshold(productId, 3);
  await deliver(service, storeId, productId, [6, 100]);
  expect(await raised(productId)).toEqual([]);
  await hold(service, storeId, productId, 2);
  expect(await alertsOf(productId)).toEqual([]);
  await hold(service, storeId, productId, 1);
  await hold(service, storeId, productId, 1);
  expect(await raised(productId)).toEqual(['stockLow']);
  const holdId = mint('hold');
  await hold(service, storeId, productId, 2, holdId);
  expect(await raised(productId)).toEqual(['stockLow', 'stockOut']);
  await service.call(inventory.releaseHold, { holdId, storeId });
  expect(await raised(productId)).toEqual(['stockLow', 'stockOut']); // two are there again: still low
  await deliver(service, storeId, productId, [2, 100]);
  expect(await raised(productId)).toEqual(['stockLow', 'stockOut', 'stockRecovered']);
  expect(await alertsOf(productId)).toEqual([
    {
      alertId: expect.any(String),
      storeId,
      productId,
      state: 'recovered',
      threshold: 3,
      raisedAt: expect.any(String),
      low: { at: expect.any(String), by: 'usr_test', available: 3 },
      out: { at: expect.any(String), by: 'usr_test', available: 0 },
      recovered: { at: expect.any(String), by: 'usr_test', available: 4 },
    },
  ]);
  await hold(service, storeId, productId, 1);
  expect(await raised(productId)).toEqual(['stockLow', 'stockOut', 'stockRecovered', 'stockLow']);
  expect((await alertsOf(productId)).map(({ state }) => state)).toEqual(['open', 'recovered']);
});

test('a released hold and a return recover a level; a delivery taken back empties it', async () => {
  const [held, returned, opening] = [mint('product'), mint('product'), mint('product')];
  await setThreshold(held, 1);
  await deliver(service, storeId, held, [2, 10]);
  const holdId = mint('hold');
  await hold(service, storeId, held, 1, holdId);
  await service.call(inventory.releaseHold, { holdId, storeId });
  expect(await raised(held)).toEqual(['stockLow', 'stockRecovered']);

  await deliver(service, storeId, returned, [1, 10]);
  const sale = { holdId: mint('hold'), saleId: mint('sale') };
  const { lines } = await hold(service, storeId, returned, 1, sale.holdId);
  await service.call(inventory.settleHold, sale);
  expect(await raised(returned)).toEqual(['stockOut']); // without a threshold, only nothing is worth a word
  const { batchId, costMinor } = lines[0]!.allocations[0]!;
  await service.call(inventory.returnStock, {
    correctionId: mint('correction'),
    saleId: sale.saleId,
    storeId,
    currency: 'DZD',
    lines: [{ productId: returned, batchId, quantity: 1, costMinor, disposition: 'restock' }],
  });
  expect(await raised(returned)).toEqual(['stockOut', 'stockRecovered']);

  const deliveryId = mint('delivery');
  await service.call(inventory.receiveDelivery, {
    deliveryId,
    storeId,
    currency: 'DZD',
    opening: true,
    store: BOOKS,
    lines: [{ productId: opening, quantity: 5, costMinor: 50 }],
  });
  const store = { code: BOOKS.code, timeZone: BOOKS.timeZone };
  await service.call(inventory.takeBackDelivery, { deliveryId, storeId, store, reason: 'twice' });
  expect(await raised(opening)).toEqual(['stockOut']);
});

test('a change of the threshold raises and ends alerts, each store by its own, and a late one is dropped', async () => {
  const productId = mint('product');
  const other = mint('store');
  await deliver(service, storeId, productId, [5, 10]);
  await deliver(service, other, productId, [5, 10]);
  await setThreshold(productId, 0, 2, [{ storeId: other, lowStockThreshold: 5 }]);
  expect(await raised(productId)).toEqual(['stockLow']);
  expect(await alertsOf(productId)).toEqual([]);
  expect(await alertsOf(productId, other)).toMatchObject([{ state: 'open', low: { by: 'system' } }]);
  const before = await stockOf(service, other, productId);
  await setThreshold(productId, 0, 3);
  expect(await raised(productId)).toEqual(['stockLow', 'stockRecovered']);
  expect((await stockOf(service, other, productId)).version).toBe(before.version + 1);
  const late = { productId, revision: 2, sku: 'SKU', name: 'Article', changedAt: new Date().toISOString() };
  await service.publish(catalogEvents.productChanged, { ...late, lowStockThreshold: 9, storeThresholds: [] });
  await setThreshold(mint('product'), 1); // comes after it in the stream
  expect(await raised(productId)).toEqual(['stockLow', 'stockRecovered']);
});

test('products that changed together are told in one event: their levels follow, and a late one is dropped', async () => {
  const [low, high, fresh] = [mint('product'), mint('product'), mint('product')];
  await deliver(service, storeId, low, [5, 10]);
  await deliver(service, storeId, high, [5, 10]);
  await setThreshold(high, 0, 7);
  const told = (productId: string, lowStockThreshold: number) => ({
    ...{ productId, revision: 2, sku: productId.slice(-8), name: 'Article', changedAt: new Date().toISOString() },
    ...{ lowStockThreshold, storeThresholds: [] },
  });
  const products = [told(low, 5), told(high, 9), told(fresh, 1)];
  await service.publish(catalogEvents.productsChanged, { products });
  await service.publish(catalogEvents.productsChanged, { products });
  const thresholds = service.connection.collection('thresholds');
  await service.eventually(async () => {
    const known = await thresholds.findOne({ _id: fresh as never });
    expect(known).toMatchObject({ version: 2, lowStockThreshold: 1 });
  });
  await setThreshold(mint('product'), 1); // comes after both in the stream
  expect(await Promise.all([low, high].map(raised))).toEqual([['stockLow'], []]);
  expect(await thresholds.findOne({ _id: high as never })).toMatchObject({ version: 7 });
});

test('a threshold that is told while the first delivery of a product comes in is never lost', async () => {
  const products = Array.from({ length: 12 }, () => mint('product'));
  await Promise.all(
    products.flatMap((productId) => [deliver(service, storeId, productId, [2, 10]), setThreshold(productId, 2)]),
  );
  for (const productId of products) expect(await raised(productId)).toEqual(['stockLow']);
});

describe('many at once, on two replicas', () => {
  test('exactly one stockLow and one stockOut, and one alert', async () => {
    const productId = mint('product');
    await setThreshold(productId, 5);
    await deliver(service, storeId, productId, [20, 10]);
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => hold(service, storeId, productId, 1)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(20);
    expect(await raised(productId)).toEqual(['stockLow', 'stockOut']);
    expect(await alertsOf(productId)).toMatchObject([{ low: { available: 5 }, out: { available: 0 } }]);
    await expectTrue(service);
  });

  test('holds against their releases across the line: every raise is recovered before the next', async () => {
    const productId = mint('product');
    await setThreshold(productId, 1);
    await deliver(service, storeId, productId, [2, 10]);
    await Promise.allSettled(
      Array.from({ length: 20 }, async () => {
        const holdId = mint('hold');
        await hold(service, storeId, productId, 1, holdId);
        await service.call(inventory.releaseHold, { holdId, storeId });
      }),
    );
    const events = [
      ...(await service.events(inventoryEvents.stockLow)),
      ...(await service.events(inventoryEvents.stockRecovered)),
    ].filter((one) => one.data.productId === productId);
    const inOrder = events
      .toSorted((a, b) => a.data.version - b.data.version)
      .map(({ type }) => type.replace('inventory.', ''));
    expect(inOrder.length).toBeGreaterThan(1);
    expect(inOrder).toEqual(inOrder.map((_one, at) => (at % 2 === 0 ? 'stockLow' : 'stockRecovered')));
    const isLow = (await stockOf(service, storeId, productId)).available <= 1;
    expect((await alertsOf(productId)).some(({ state }) => state === 'open')).toBe(isLow);
  });
});

test('a change that crosses nothing writes what it wrote before there were alerts: one update of the level', () => {
  const store = inventoryStore(service.connection)(null);
  const moment = { now: new Date().toISOString(), actor: { id: 'usr_test', role: 'manager' }, mint } as const;
  const level = { ...newLevel(storeId, mint('product'), 'DZD', 2), available: 4, version: 7 };
  const writesOf = (delta: number) => store.changeLevels([changeLevel(level, { delta, head: 3 }, moment)]);
  expect(writesOf(-1)).toEqual([
    expect.objectContaining({
      op: 'updateOne',
      filter: { _id: level._id, version: 7 },
      update: { $inc: { available: -1, version: 1 }, $set: { head: 3, next: 0 } },
    }),
  ]);
  expect(writesOf(-2).map((write) => write.op)).toEqual(['updateOne', 'insertOne']);
});

test('lists: by state, newest first in pages; of one store or of all', async () => {
  const store = mint('store');
  const products = Array.from({ length: 5 }, () => mint('product'));
  for (const productId of products) {
    await deliver(service, store, productId, [1, 10]);
    await hold(service, store, productId, 1);
  }
  await deliver(service, store, products[1]!, [1, 10]);
  const open = await service.call(inventory.listStockAlerts, { storeId: store, state: 'open', limit: 3 });
  expect(open.items.map((one) => one.productId)).toEqual([products[4], products[3], products[2]]);
  const rest = await service.call(inventory.listStockAlerts, {
    storeId: store,
    state: 'open',
    limit: 3,
    cursor: open.nextCursor,
  });
  expect(rest.items.map((one) => one.productId)).toEqual([products[0]]);
  expect(rest.nextCursor).toBeUndefined();
  const past = await service.call(inventory.listStockAlerts, { storeId: store, state: 'recovered' });
  expect(past.items.map((one) => one.productId)).toEqual([products[1]]);
  const everywhere = await service.call(inventory.listStockAlerts, { state: 'open', limit: 2 });
  expect(everywhere.items.map((one) => one.productId)).toEqual([products[4], products[3]]);
  expect((await service.call(inventory.listStockAlerts, { storeId: store })).items).toHaveLength(5);
});

test('the first person who saw an alert stays; an unknown one is refused', async () => {
  const productId = mint('product');
  await deliver(service, storeId, productId, [1, 10]);
  await hold(service, storeId, productId, 1);
  const [{ alertId }] = (await alertsOf(productId)) as [StockAlertView];
  const seen = await service.call(inventory.markAlertSeen, { alertId });
  expect(seen.seen).toMatchObject({ by: 'usr_test' });
  const again = service.call(inventory.markAlertSeen, { alertId }, { actor: { id: 'usr_other', role: 'owner' } });
  expect(await again).toEqual(seen);
  expect(await service.call(inventory.readStockAlert, { alertId })).toEqual(seen);
  await deliver(service, storeId, productId, [3, 10]);
  expect(await service.call(inventory.readStockAlert, { alertId })).toMatchObject({
    state: 'recovered',
    seen: seen.seen,
  });
  const unknown = mint('alert');
  expect((await refusalOf(service.call(inventory.readStockAlert, { alertId: unknown }))).code).toBe(
    'stock-alert.unknown',
  );
  expect((await refusalOf(service.call(inventory.markAlertSeen, { alertId: unknown }))).code).toBe(
    'stock-alert.unknown',
  );
});

test('what to order: stock, what sent orders still bring, thresholds and suppliers, in pages', async () => {
  const store = mint('store');
  const supplierId = mint('supplier');
  await service.call(inventory.createSupplier, { supplierId, name: 'Grossiste', leadTimeDays: 5 });
  const products = Array.from({ length: 4 }, () => mint('product')).toSorted();
  await setThreshold(products[0]!, 7);
  await service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId: store,
    supplierId,
    currency: 'DZD',
    store: BOOKS,
    lines: products.slice(0, 3).map((productId) => ({ productId, quantity: 10, costMinor: 1_000 })),
  });
  await deliver(service, store, products[3]!, [1, 5]);
  await service.call(inventory.holdStock, { holdId: mint('hold'), storeId: store, lines: linesOf([products[0]!, 4]) });
  const order = async (quantity: number) =>
    service.call(inventory.createPurchaseOrder, {
      purchaseOrderId: mint('purchaseOrder'),
      storeId: store,
      supplierId,
      currency: 'DZD',
      store: BOOKS,
      lines: [{ productId: products[0]!, quantity, expectedCostMinor: 100 }],
    });
  const sent = await order(30);
  await order(50); // a draft: nothing is expected of it
  await service.call(inventory.sendPurchaseOrder, { purchaseOrderId: sent.purchaseOrderId, revision: 1 });
  await service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId: store,
    purchaseOrderId: sent.purchaseOrderId,
    currency: 'DZD',
    store: BOOKS,
    lines: [{ productId: products[0]!, quantity: 12, costMinor: 2_400 }],
  });
  const first = await service.call(inventory.listReorderFigures, { storeId: store, limit: 3 });
  expect(first.items[0]).toMatchObject({
    productId: products[0],
    available: 18,
    onOrder: 18,
    threshold: 7,
    currency: 'DZD',
    suppliers: [{ supplierId, supplierName: 'Grossiste', leadTimeDays: 5, last: { quantity: 12, costMinor: 2_400 } }],
  });
  expect(first.items.map((one) => one.productId)).toEqual(products.slice(0, 3));
  const next = await service.call(inventory.listReorderFigures, { storeId: store, cursor: first.nextCursor });
  expect(next).toMatchObject({ items: [{ productId: products[3], suppliers: [] }] });
  const ofSupplier = await service.call(inventory.listReorderFigures, { storeId: store, supplierId, limit: 2 });
  expect(ofSupplier.items.map((one) => one.productId)).toEqual(products.slice(0, 2));
  const others = { storeId: store, supplierId, cursor: ofSupplier.nextCursor };
  expect((await service.call(inventory.listReorderFigures, others)).items.map((one) => one.productId)).toEqual([
    products[2],
  ]);
  const named = { storeId: store, productIds: [products[3]!, products[1]!], limit: 1 };
  const one = await service.call(inventory.listReorderFigures, named);
  expect([one.items[0]?.productId, one.nextCursor]).toEqual([products[1], products[1]]);
  const two = await service.call(inventory.listReorderFigures, { ...named, cursor: one.nextCursor });
  expect([two.items[0]?.productId, two.nextCursor]).toEqual([products[3], undefined]);
});

test('the age of stock: products with units in pages, and the totals of all with the first', async () => {
  const at = mint('store');
  const products = Array.from({ length: 3 }, () => mint('product')).toSorted();
  for (const [index, productId] of products.entries()) await deliver(service, at, productId, [index + 1, 10], [1, 30]);
  const first = await service.call(inventory.listStockAges, { storeId: at, limit: 2 });
  expect(first.items.map(({ productId, quantity, costMinor }) => [productId, quantity, costMinor])).toEqual([
    [products[0], 2, 40],
    [products[1], 3, 50],
  ]);
  expect(first.items[0]!.ages[0]).toEqual({ fromDays: 0, quantity: 2, costMinor: 40 });
  expect(first.totals).toMatchObject([{ currency: 'DZD', costMinor: 150 }]);
  await hold(service, at, products[2]!, 4);
  const next = await service.call(inventory.listStockAges, { storeId: at, limit: 2, cursor: first.nextCursor });
  expect(next).toEqual({ items: [] }); // nothing of the third is left
});

test('drafts of what to order: one a supplier, once a command, all or none, with numbers without a gap', async () => {
  const store = { ...BOOKS, code: 'WTO1' };
  const at = mint('store');
  const suppliers = [mint('supplier'), mint('supplier')];
  for (const supplierId of suppliers) await service.call(inventory.createSupplier, { supplierId, name: 'Grossiste' });
  const orders = () =>
    suppliers.map((supplierId) => ({
      purchaseOrderId: mint('purchaseOrder'),
      supplierId,
      lines: [{ productId: mint('product'), quantity: 12 }],
    }));
  const input = { storeId: at, store, orders: orders() };
  const drafts = await service.call(inventory.draftPurchaseOrders, input, { commandId: 'test/drafts' });
  expect(await service.call(inventory.draftPurchaseOrders, input, { commandId: 'test/drafts' })).toEqual(drafts);
  const bad = { ...input, orders: [...orders().slice(0, 1), { ...orders()[1]!, supplierId: mint('supplier') }] };
  expect((await refusalOf(service.call(inventory.draftPurchaseOrders, bad))).code).toBe('supplier.unknown');
  await Promise.all(
    Array.from({ length: 4 }, () => service.call(inventory.draftPurchaseOrders, { ...input, orders: orders() })),
  );
  const { items } = await service.call(inventory.listPurchaseOrders, { storeId: at, limit: 50 });
  expect(items.every(({ state }) => state === 'draft')).toBe(true);
  expect(items.map(({ number }) => Number(number.slice(-6))).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 10 }, (_none, index) => index + 1),
  );
});

test('by how many a supplier sells a product is kept, changed and taken out beside its number', async () => {
  const [supplierId, productId] = [mint('supplier'), mint('product')];
  await service.call(inventory.createSupplier, { supplierId, name: 'Grossiste' });
  const set = (facts: { catalogNumber: string | null; orderMultiple?: number | null }) =>
    service.call(inventory.setSupplierProduct, { supplierId, productId, ...facts });
  expect(await set({ catalogNumber: null, orderMultiple: 6 })).toMatchObject({ orderMultiple: 6 });
  expect(await set({ catalogNumber: 'A-1' })).toMatchObject({ catalogNumber: 'A-1', orderMultiple: 6 });
  await deliver(service, storeId, productId, [1, 10]);
  const { items } = await service.call(inventory.listReorderFigures, { storeId, productIds: [productId] });
  expect(items[0]?.suppliers).toMatchObject([{ supplierId, orderMultiple: 6 }]);
  expect((await set({ catalogNumber: 'A-1', orderMultiple: null })).orderMultiple).toBeUndefined();
  expect(await set({ catalogNumber: null })).toEqual({ supplierId, productId });
});

describe('goods that expire', () => {
  const due = '2026-12-31';
  const ofBatches = async (productId: string, of: string) =>
    (await alertsOf(productId, of)).filter((one) => one.expiring !== undefined);
  const take = async (of: string, expiresOn: string): Promise<[productId: string, batchId: string]> => {
    const productId = mint('product');
    const { batches } = await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId: of,
      currency: 'DZD',
      store: BOOKS,
      lines: [{ productId, quantity: 2, costMinor: 200, expiresOn }],
    });
    return [productId, batches[0]!.batchId];
  };
  const warn = (of: string, facts: object = {}) =>
    service.call(inventory.warnExpiring, { storeId: of, upTo: due, ...facts });
  const told = async (of: string) =>
    (await service.events(inventoryEvents.stockExpiring)).map(({ data }) => data).filter((one) => one.storeId === of);
  const writeOff = (of: string, productId: string, batchId: string, quantity: number) =>
    service.call(inventory.writeOffStock, {
      writeOffId: mint('writeOff'),
      storeId: of,
      store: BOOKS,
      reason: 'expired',
      lines: [{ productId, batchId, quantity }],
    });

  test('are told once a batch and date, and again for another date; the alert ends with the units and with the date', async () => {
    const of = mint('store');
    const [productId, batchId] = await take(of, due);
    const [later] = await take(of, '2027-01-01');
    await take(mint('store'), due);
    const once = { commandId: `test/warn/${of}` };
    const first = await service.call(inventory.warnExpiring, { storeId: of, upTo: due }, once);
    expect(first).toEqual({ raised: 1, ended: 0, more: false });
    expect(await service.call(inventory.warnExpiring, { storeId: of, upTo: due }, once)).toEqual(first);
    expect(await warn(of)).toEqual({ raised: 0, ended: 0, more: false });
    const [alert] = await ofBatches(productId, of);
    expect(alert).toMatchObject({ state: 'open', threshold: 0, expiring: { available: 2, batchId, expiresOn: due } });
    expect(await told(of)).toEqual([
      { alertId: alert!.alertId, storeId: of, productId, batchId, expiresOn: due, available: 2 },
    ]);
    expect(await ofBatches(later, of)).toEqual([]);

    await service.connection
      .collection('batches')
      .updateOne({ _id: batchId as never }, { $set: { expiresOn: '2026-12-30' } });
    expect(await warn(of)).toEqual({ raised: 1, ended: 1, more: false });
    expect((await told(of)).map((one) => one.expiresOn)).toEqual([due, '2026-12-30']);
    await writeOff(of, productId, batchId, 1);
    const states = async () => (await ofBatches(productId, of)).map((one) => [one.state, one.recovered?.available]);
    expect(await states()).toEqual([
      ['open', undefined],
      ['recovered', 2],
    ]);
    await writeOff(of, productId, batchId, 1); // ends it at once
    expect((await states())[0]).toEqual(['recovered', 0]);
    expect(await warn(of)).toEqual({ raised: 0, ended: 0, more: false });
  });

  test('that are sold out end with the next warnings; some are told at a time', async () => {
    const of = mint('store');
    const batches = [await take(of, due), await take(of, '2026-12-01'), await take(of, '2020-01-31')];
    expect(await warn(of, { limit: 2 })).toEqual({ raised: 2, ended: 0, more: true });
    expect(await warn(of, { limit: 2 })).toEqual({ raised: 1, ended: 0, more: false });
    expect((await told(of)).map((one) => one.expiresOn)).toEqual(['2020-01-31', '2026-12-01', due]);
    await hold(service, of, batches[0]![0], 2);
    expect(await warn(of)).toEqual({ raised: 0, ended: 1, more: false });
    expect(await ofBatches(batches[0]![0], of)).toMatchObject([{ state: 'recovered', recovered: { available: 0 } }]);
  });

  test('two replicas that warn at once tell of a batch once', async () => {
    const of = mint('store');
    const [productId] = await take(of, due);
    await Promise.all(Array.from({ length: 6 }, () => warn(of)));
    expect(await ofBatches(productId, of)).toHaveLength(1);
    expect(await told(of)).toHaveLength(1);
  });
});
