import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  businessDayOf,
  inventoryEvents,
  previousDay,
  sales,
  sum,
  type MarginBy,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { salesService } from '../src/index.js';
import { aCustomer, aStore, closing, REASON_ID, refusalOf, sell, takeBack } from './fixtures.js';

/** One replica, so that what its database is asked can be counted. */
let service: TestService;
const reads: string[] = [];
beforeAll(async () => {
  service = await startTestService(salesService);
  await service.call(sales.keepText, { textId: REASON_ID, text: 'does not work' });
  service.connection.set('debug', (collection: string, method: string) => void reads.push(`${collection}.${method}`));
});
afterAll(() => service.stop());

const BY: readonly MarginBy[] = [
  'product',
  'category',
  'cashier',
  'customer',
  'supplier',
  'delivery',
  'store',
  'day',
  'month',
];
const booksOf = ({ storeId, currency }: StoreView) => ({ storeId, currency });
const todayIn = (store: StoreView): string => businessDayOf(new Date().toISOString(), store.timeZone);

/** A store that sold goods of two deliveries, took some back, and closed its day. */
async function aClosedDay() {
  const store = aStore();
  const [first, second] = [mint('delivery'), mint('delivery')];
  const deliveries = [
    { deliveryId: first, supplierName: 'Sarl Mizan', reference: 'BL-7' },
    { deliveryId: second, supplierName: 'Atlas Import' },
  ];
  for (const delivery of deliveries) {
    await service.publish(inventoryEvents.stockReceived, {
      ...delivery,
      storeId: store.storeId,
      storeCode: store.code,
      currency: store.currency,
      costMinor: 5_000,
      receivedAt: new Date().toISOString(),
      receivedBy: 'usr_x',
      timeZone: store.timeZone,
    });
  }
  await service.eventually(async () => {
    const { items } = await service.call(sales.listEntries, {
      storeId: store.storeId,
      kind: 'delivery',
      from: todayIn(store),
      to: todayIn(store),
    });
    expect(items).toHaveLength(2);
  });
  const { customerId } = await aCustomer(service);
  const [productId, categoryId] = [mint('product'), mint('category')];
  const batches = [
    { quantity: 1, costMinor: 300, deliveryId: first, batchId: mint('batch') },
    { quantity: 2, costMinor: 901, deliveryId: second, batchId: mint('batch') },
  ];
  const sale = await sell(service, store, customerId, [{ quantity: 3, productId, categoryId, batches }]);
  await sell(service, store, customerId, [
    { quantity: 2, batches: [{ quantity: 2, costMinor: 600, deliveryId: first }] },
  ]);
  const lines = [{ saleLineId: sale.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' as const }];
  await takeBack(service, sale, lines);
  const businessDay = todayIn(store);
  const marginsOf = (by: MarginBy, limit = 50) =>
    service.call(sales.marginReport, { storeIds: [store.storeId], by, from: businessDay, to: businessDay, limit });
  const live = await Promise.all(BY.map((by) => marginsOf(by)));
  const since = previousDay(businessDay);
  const asked = deliveries.map(({ deliveryId }) => ({ deliveryId, storeId: store.storeId, since }));
  const sold = await service.call(sales.deliveryMargin, { deliveries: asked });
  const liveDay = await service.call(sales.readDays, { stores: [booksOf(store)], from: businessDay, to: businessDay });
  const snapshot = await service.call(sales.closeDay, closing(store, businessDay));
  return {
    store,
    businessDay,
    sale,
    productId,
    categoryId,
    deliveries,
    customerId,
    snapshot,
    marginsOf,
    live,
    liveDay,
    asked,
    sold,
  };
}

/** What the database was asked for while something ran. */
async function readsOf(run: () => Promise<unknown>): Promise<string[]> {
  reads.length = 0;
  await run();
  return reads.filter((one) => !one.startsWith('commands.'));
}

test('the close keeps money, goods, tills, numbers, claims, and what the store has at its end', async () => {
  const { snapshot, businessDay } = await aClosedDay();
  const year = businessDay.slice(0, 4);
  expect(snapshot).toMatchObject({
    figures: {
      sales: 2,
      corrections: 1,
      netMinor: 4_000,
      sold: { netMinor: 5_000, costMinor: 1_801 },
      returned: { netMinor: 1_000 },
      paid: { cash: { inMinor: 5_950, outMinor: 1_190 } },
      received: { cash: 4_760 },
      taxByRate: { 1900: 760 },
      guarantees: 2,
    },
    claims: { opened: 0, closed: 0 },
    perpetual: { sales: 2, netMinor: 4_000, soldGrossMinor: 5_950 },
  });
  const { figures, ends } = snapshot;
  expect(ends.stockMinor).toBe(figures.stock.inMinor - figures.stock.outMinor);
  expect(figures.stock.byKind).toMatchObject({ delivery: 10_000, sale: -1_801 });
  const payments = figures.documents.find((one) => one.series === `ALG1-P-${year}`);
  expect(payments).toMatchObject({ count: 3, first: `ALG1-P-${year}-000001`, last: `ALG1-P-${year}-000003` });
});

test('a closed day is read by its keys: as much for a day of a year ago, and for a month of them', async () => {
  const { store, businessDay, marginsOf } = await aClosedDay();
  const { storeId, timeZone } = store;
  expect(await readsOf(() => service.call(sales.readDay, { storeId, businessDay, timeZone }))).toEqual([
    'snapshots.find',
    'sealedParts.find',
  ]);
  const days = { stores: [{ storeId, currency: store.currency }], from: businessDay, to: businessDay };
  expect(await readsOf(() => service.call(sales.readDays, days))).toEqual(['snapshots.find']);
  expect(await readsOf(() => marginsOf('product'))).toEqual(['snapshots.find', 'sealedParts.find']);

  // more days of the store do not make one of them cost more
  const old = await service.connection.collection('snapshots').findOne({ storeId });
  const before = Array.from({ length: 27 }, (_none, n) => previousDayOf(businessDay, n + 1));
  await service.connection.collection('snapshots').insertMany(
    before.map((day) => ({
      ...old,
      _id: `${day}/${storeId}` as never,
      businessDay: day,
      sequence: -1 * Date.parse(day),
    })),
  );
  const month = { ...days, from: before.at(-1)! };
  expect(await readsOf(() => service.call(sales.readDays, month))).toEqual(['snapshots.find']);
  const { items } = await service.call(sales.readDays, month);
  expect(items.map((one) => [one.businessDay, one.closed])).toEqual(
    [...before, businessDay].toSorted().map((day) => [day, 1]),
  );
  const [first] = before.slice(-1);
  expect(await readsOf(() => service.call(sales.readDay, { storeId, businessDay: first!, timeZone }))).toEqual([
    'snapshots.find',
    'sealedParts.find',
  ]);
});

function previousDayOf(day: string, times: number): string {
  return times === 0 ? day : previousDayOf(previousDay(day), times - 1);
}

test('margins of a closed day are those of the open one, by whatever they are seen', async () => {
  const { live, liveDay, marginsOf, store, businessDay, categoryId, deliveries, snapshot } = await aClosedDay();
  const sealed = await Promise.all(BY.map((by) => marginsOf(by)));
  expect(sealed).toEqual(live);
  const { figures } = snapshot;
  for (const { totals, items } of sealed) {
    expect(totals).toEqual([
      {
        currency: 'DZD',
        revenueMinor: figures.netMinor,
        taxMinor: figures.taxMinor,
        costMinor: figures.costMinor,
        marginMinor: figures.netMinor - figures.costMinor,
      },
    ]);
    expect(sum(items.map((row) => row.marginMinor))).toBe(totals[0]!.marginMinor);
  }
  const [suppliers, ofDeliveries] = [sealed[BY.indexOf('supplier')]!, sealed[BY.indexOf('delivery')]!];
  expect(suppliers.items.map((row) => row.key)).toEqual(['Atlas Import', 'Sarl Mizan']);
  expect(sealed[BY.indexOf('category')]!.items.map((row) => row.key)).toEqual(['?', categoryId]);
  expect(ofDeliveries.items.find((row) => row.key === deliveries[0]!.deliveryId)?.label).toMatch(
    /^Sarl Mizan · BL-7 · 2/,
  );
  const { documents: _documents, ...figuresOfRow } = figures;
  expect(liveDay.items).toMatchObject([{ businessDay, stores: 1, closed: 0, figures: figuresOfRow }]);
  const closedDays = await service.call(sales.readDays, {
    stores: [booksOf(store)],
    from: businessDay,
    to: businessDay,
  });
  expect(closedDays.items).toEqual([{ ...liveDay.items[0], closed: 1 }]);
});

test('the lines behind each row of a margin add up to it, page by page', async () => {
  const { store, businessDay, marginsOf, deliveries } = await aClosedDay();
  const range = { storeIds: [store.storeId], from: businessDay, to: businessDay };
  for (const by of BY) {
    for (const row of (await marginsOf(by)).items) {
      const lines = [];
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await service.call(sales.marginLines, {
          ...range,
          by,
          key: row.key,
          limit: 1,
          ...(cursor ? { cursor } : {}),
        });
        lines.push(...page.items);
        cursor = page.nextCursor;
      }
      for (const field of ['revenueMinor', 'taxMinor', 'costMinor', 'marginMinor'] as const)
        expect([by, row.key, field, sum(lines.map((line) => line[field]))]).toEqual([by, row.key, field, row[field]]);
      expect(lines.every((line) => line.document !== undefined)).toBe(true);
    }
  }
  const { items } = await service.call(sales.marginLines, { ...range, by: 'supplier', key: 'Atlas Import' });
  expect(items.map(({ kind, quantity, deliveryId }) => [kind, quantity, deliveryId])).toEqual([
    ['return', -1, deliveries[1]!.deliveryId],
    ['sale', 2, deliveries[1]!.deliveryId],
  ]);
});

test('what deliveries earned is the same before and after the close, and is that of the margins, product by product', async () => {
  const { asked, sold, marginsOf, productId, deliveries } = await aClosedDay();
  expect(await service.call(sales.deliveryMargin, { deliveries: asked })).toEqual(sold);
  const rows = (await marginsOf('delivery')).items;
  for (const { deliveryId } of deliveries) {
    const own = sold.items.filter((one) => one.deliveryId === deliveryId);
    const row = rows.find((one) => one.key === deliveryId)!;
    for (const field of ['revenueMinor', 'taxMinor', 'costMinor', 'marginMinor'] as const)
      expect([field, sum(own.map((one) => one[field]))]).toEqual([field, row[field]]);
  }
  const [first, second] = deliveries;
  const unitsOf = (deliveryId: string) =>
    sold.items.filter((one) => one.deliveryId === deliveryId).map((one) => [one.productId === productId, one.quantity]);
  expect(unitsOf(first!.deliveryId)).toEqual(
    expect.arrayContaining([
      [true, 1],
      [false, 2],
    ]),
  );
  expect(unitsOf(second!.deliveryId)).toEqual([[true, 1]]); // two were sold, one came back
  const [total] = (await marginsOf('day')).totals;
  expect(sold.totals).toEqual([total]);
});

test('the sales that a delivery went into are found page by page, newest first, on open and on closed days', async () => {
  const { store, asked, customerId, businessDay, deliveries, sale } = await aClosedDay();
  const [first, second] = asked;
  const pagesOf = async (delivery: (typeof asked)[number], limit: number) => {
    const found = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await service.call(sales.deliverySales, { ...delivery, limit, ...(cursor ? { cursor } : {}) });
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  };
  const ofSecond = await pagesOf(second!, 1);
  expect(ofSecond.map(({ kind, quantity, supplierName }) => [kind, quantity, supplierName])).toEqual([
    ['return', -1, 'Atlas Import'],
    ['sale', 2, 'Atlas Import'],
  ]);
  expect(ofSecond.at(-1)).toMatchObject({ saleId: sale.saleId, document: expect.any(String), businessDay });
  expect(await pagesOf(second!, 50)).toEqual(ofSecond);

  // as of a year ago: what is asked does not grow with the days in between
  const { deliveryId } = deliveries[0]!;
  const long = { ...first!, since: `${Number(businessDay.slice(0, 4)) - 1}${businessDay.slice(4)}` };
  expect(await readsOf(() => service.call(sales.deliveryMargin, { deliveries: [long] }))).toEqual([
    'lastClosedDays.find',
    'deliveryDays.find',
    'stis.find',
  ]);
  expect(await readsOf(() => service.call(sales.deliverySales, { ...long, limit: 1 }))).toEqual([
    'lastClosedDays.find',
    'deliveries.find',
    'stis.find', // of the open days, where the STIs stand: some sold nothing
    'stis.find',
    'deliveryDays.find', // the page is not full
    'stis.find',
    'stis.find', // those of the page, whole
    'saleProgress.find',
  ]);
  const lines = await pagesOf(long, 1);
  expect(lines.map((one) => one.deliveryId)).toEqual([deliveryId, deliveryId]);
  // a sale of another store is not among them, unless goods of the delivery were shipped there
  const other = aStore();
  await sell(service, other, customerId, [{ quantity: 1, batches: [{ quantity: 1, costMinor: 1, deliveryId }] }]);
  expect(await pagesOf(long, 50)).toEqual(lines);
  expect(await pagesOf({ ...long, storeId: other.storeId }, 50)).toHaveLength(1);
  const both = { ...long, alsoIn: [other.storeId] };
  for (const limit of [1, 50])
    expect((await pagesOf(both, limit)).map((one) => one.storeId)).toEqual([
      other.storeId,
      store.storeId,
      store.storeId,
    ]);
  const unitsIn = async (delivery: (typeof asked)[number]): Promise<number> =>
    sum((await service.call(sales.deliveryMargin, { deliveries: [delivery] })).items.map((one) => one.quantity));
  const alone = await unitsIn(long);
  expect(await unitsIn(both)).toBe(alone + 1);
  await service.call(sales.closeDay, closing(other, businessDay)); // sealed there, and counted as before
  expect(await unitsIn(both)).toBe(alone + 1);
  expect(store.storeId).not.toBe(other.storeId);
});

test('an honest day has no drift; a record changed under the hood is named in each figure it changes', async () => {
  const { store, businessDay, sale } = await aClosedDay();
  const { storeId } = store;
  const drift = () => service.call(sales.readDrift, { storeId, businessDay });
  expect(await drift()).toMatchObject({ chainHolds: true, documents: expect.any(Number), items: [] });
  await service.connection
    .collection<{ _id: string }>('stis')
    .updateOne({ _id: sale.stiId }, { $inc: { netMinor: -100, grossMinor: -100 } });
  const changed = await drift();
  expect(changed.chainHolds).toBe(true);
  expect(changed.items.map((one) => one.figure)).toEqual([
    'grossMinor',
    'netMinor',
    'perpetual/grossMinor',
    'perpetual/netMinor',
    'perpetual/soldGrossMinor',
    'sold/grossMinor',
    'sold/netMinor',
  ]);
  expect(changed.items[1]).toEqual({
    figure: 'netMinor',
    sealed: 4_000,
    recomputed: 3_900,
    documents: [
      { kind: 'sale', id: sale.stiId, ref: sale.saleId, number: sale.invoiceNumber, sealed: 3_000, recomputed: 2_900 },
    ],
    more: 0,
    unexplained: 0,
  });
  const [entry] = (await service.call(sales.listEntries, { ref: sale.saleId })).items;
  await service.connection.collection<{ _id: string }>('entries').deleteOne({ _id: entry!.entryId });
  const gone = (await drift()).items.find((one) => one.figure === 'paid/cash/inMinor');
  expect(gone).toMatchObject({ sealed: 5_950, documents: [{ kind: 'entry', number: entry!.number, recomputed: 0 }] });
});

test('a snapshot changed under the hood breaks its seal, and no document explains it', async () => {
  const { store, businessDay } = await aClosedDay();
  const { storeId } = store;
  await service.connection
    .collection<{ _id: string }>('snapshots')
    .updateOne({ _id: `${businessDay}/${storeId}` }, { $set: { 'figures.costMinor': 1 } });
  const { chainHolds, items } = await service.call(sales.readDrift, { storeId, businessDay });
  expect(chainHolds).toBe(false);
  expect(items).toMatchObject([{ figure: 'costMinor', sealed: 1, documents: [], unexplained: expect.any(Number) }]);
});

test('an open day has nothing to be checked against', async () => {
  const store = aStore();
  const asked = { storeId: store.storeId, businessDay: todayIn(store) };
  expect(await refusalOf(service.call(sales.readDrift, asked))).toMatchObject({ code: 'day.open' });
});
