import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mint } from '@comptoir/kit';
import type { ApiClient } from '../src/api-client.js';
import { readCsv } from './system/csv.js';
import { peopleOf } from './system/people.js';
import { cash, checkout, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './system/store-fixture.js';
import { eventually, startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
let here: StoreFixture;
let there: StoreFixture;
let productId: string;
/** Sales here, oldest first; the last one was returned in part. */
let sold: any[];
let foreign: any;
let bound: Awaited<ReturnType<typeof peopleOf>>;

beforeAll(async () => {
  system = await startTestSystem();
  [here, there] = [await openStoreFixture(system), await openStoreFixture(system)];
  productId = await stockUp(here, [[50, 500]], { warrantyMonths: 12, name: '=Lampe, "petite"' });
  await system.manager.post('/deliveries', {
    storeId: there.storeId,
    supplierName: 'Électro Aurès',
    lines: [{ productId, quantity: 50, costMinor: 30_000 }],
  });
  sold = [];
  for (const quantity of [1, 2, 3]) sold.push(await sell(here, [{ productId, quantity }]));
  foreign = await sell(there, [{ productId, quantity: 1 }]);
  const last = sold[2];
  await system.manager.post(`/sales/${last.saleId}/returns`, {
    revision: last.revision,
    reason: 'broken',
    refundTo: 'cash',
    tillSessionId: here.tillSessionId,
    lines: [{ saleLineId: last.lines[0].saleLineId, quantity: 1, disposition: 'writeOff' }],
  });
  bound = await peopleOf(system, [here.storeId]);
}, 180_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

/** A list to its end. */
async function listOf(client: ApiClient, path: string): Promise<any[]> {
  const items: any[] = [];
  for (let cursor = ''; ;) {
    const page = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=2${cursor}`);
    items.push(...page.items);
    if (!page.nextCursor) return items;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

describe('a search', () => {
  const salesBy = async (query: string, client: ApiClient = system.manager): Promise<string[]> =>
    (await listOf(client, `/sales?${query}`)).map((sale) => sale.saleId);
  const ids = (...sales: any[]): string[] => sales.map((sale) => sale.saleId);
  const days = (): string => `from=${sold[0].businessDay}&to=${sold[0].businessDay}`;

  test('finds sales by number, product, customer, person, state, amount and day, in the person’s own stores', async () => {
    const [first, second, third] = sold;
    expect(await salesBy(`number=${second.invoiceNumber}`)).toEqual(ids(second));
    expect(await salesBy(`number=${second.invoiceNumber.slice(0, -6).toLowerCase()}`)).toEqual(
      ids(third, second, first),
    );
    expect(await salesBy(`customerId=${here.walkIn}&productId=${productId}`)).toEqual(ids(third, second, first));
    expect(await salesBy(`${days()}&minGrossMinor=${second.grossMinor}`)).toEqual(ids(third, second));
    expect(
      await salesBy(`${days()}&minGrossMinor=1&maxGrossMinor=${first.grossMinor}&storeId=${here.storeId}`),
    ).toEqual(ids(first));
    expect(await salesBy(`${days()}&soldBy=${first.soldBy.id}`)).toEqual(ids(foreign, third, second, first));
    expect(await salesBy(`${days()}&soldBy=usr_nobody`)).toEqual([]);
    expect(await salesBy(`${days()}&state=cancelled`)).toEqual([]);
    expect(await salesBy(`productId=${productId}`)).toEqual(ids(foreign, third, second, first));
    expect(await salesBy(`productId=${productId}`, bound.cashier)).toEqual(ids(third, second, first));
    expect(await salesBy(`number=${foreign.invoiceNumber}`, bound.cashier)).toEqual([]);
    expect(await salesBy(days(), bound.cashier)).toEqual(ids(third, second, first));
  });

  test('within days gives a person of two stores every sale once, across months without one', async () => {
    const { manager } = await peopleOf(system, [here.storeId, there.storeId]);
    const year = sold[0].businessDay.slice(0, 4);
    const all = await salesBy(`from=${year}-01-01&to=${year}-12-31`, manager);
    expect(all).toEqual(ids(foreign, ...sold.toReversed()));
  });

  test.each([
    ['soldBy=usr_x', 'from'],
    ['state=final&from=2026-01-01', 'to'],
    ['from=2026-02-01&to=2026-01-01', 'to'],
    ['minGrossMinor=1.5', 'minGrossMinor'],
    ['number=a%20b', 'number'],
    [`from=2026-01-01&to=2026-01-02&cursor=sal_1`, 'cursor'],
  ])('by %s is refused with the field %s', async (query, field) => {
    expect(await system.manager.ask('GET', `/sales?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'message.invalid', issues: [{ field, fault: expect.any(String) }] },
    });
  });

  test('finds documents by number, type and day, guarantees by number and product, and open claims', async () => {
    const [first, , third] = sold;
    const numbers = async (query: string): Promise<string[]> =>
      (await listOf(system.manager, `/invoices?${query}`)).map((one) => one.number);
    const notes = await numbers(`type=CREDIT_NOTE&${days()}&storeId=${here.storeId}`);
    expect(notes).toHaveLength(1);
    expect(await numbers(`number=${notes[0]}`)).toEqual(notes);
    const guarantees = async (query: string, client = system.manager): Promise<string[]> =>
      (await listOf(client, `/guarantees?${query}`)).map((one) => one.guaranteeId);
    expect(await guarantees(`number=${first.invoiceNumber}`)).toEqual([first.guaranteeId]);
    expect(await guarantees(`number=${notes[0]}`)).toEqual([third.guaranteeId]);
    expect(await guarantees('number=XYZ-1')).toEqual([]);
    expect(await guarantees(`number=${foreign.invoiceNumber}`, bound.cashier)).toEqual([]);
    expect(await guarantees(`productId=${productId}`, bound.cashier)).toHaveLength(3);
    const claim = { saleLineId: first.lines[0].saleLineId, quantity: 1, complaint: 'no light' };
    await system.manager.post(`/guarantees/${first.guaranteeId}/claims`, claim);
    expect(await guarantees('claims=open')).toEqual([first.guaranteeId]);
  });

  test('finds entries by kind and deliveries by supplier', async () => {
    const entries = await listOf(system.accountant, `/ledger/entries?kind=correction&${days()}`);
    expect(entries.map((entry) => entry.kind)).toEqual(['correction']);
    const deliveries = await listOf(system.manager, '/deliveries?supplier=aur');
    expect(deliveries.map((one) => one.storeId)).toEqual([there.storeId]);
    expect(await listOf(bound.manager, '/deliveries?supplier=aur')).toEqual([]);
  });
});

describe('the overview of a day', () => {
  const at = (query = '', client = system.manager): Promise<any> =>
    client.get(`/overview?day=${sold[0].businessDay}${query}`);

  test('of one store is its summary, beside days without a sale', async () => {
    const { storeIds, currencies, waiting, lowStock } = await at(`&storeId=${here.storeId}`);
    const summary = await system.manager.get(`/stores/${here.storeId}/days/${sold[0].businessDay}/summary`);
    const [{ currency, day, dayBefore, weekBefore, best, slow }] = currencies;
    const { sales, corrections, netMinor, grossMinor, costMinor, marginMinor, cashMinor } = summary;
    expect([storeIds, currency]).toEqual([[here.storeId], 'DZD']);
    expect(day).toMatchObject({ sales, corrections, netMinor, grossMinor, costMinor, marginMinor, cashMinor });
    expect(day.hours.reduce((total: number, one: any) => total + one.grossMinor, 0)).toBe(grossMinor);
    expect([dayBefore.sales, weekBefore.sales, slow, waiting]).toEqual([0, 0, [], 0]);
    expect(best).toMatchObject([{ productId, name: '=Lampe, "petite"', quantity: 5, netMinor, marginMinor }]);
    expect(lowStock).toEqual({ count: 0, complete: true });
  });

  test('of all stores adds them up, for a person bound to one it is that one', async () => {
    const [one, other, all] = await Promise.all([
      at(`&storeId=${here.storeId}`),
      at(`&storeId=${there.storeId}`),
      at(),
    ]);
    const net = ({ currencies }: any): number => currencies[0].day.netMinor;
    expect(net(all)).toBe(net(one) + net(other));
    expect(await at('', bound.manager)).toEqual(one);
    expect((await bound.cashier.ask('GET', `/overview?day=${sold[0].businessDay}`)).status).toBe(403);
    const foreign = `/overview?day=${sold[0].businessDay}&storeId=${there.storeId}`;
    expect((await bound.manager.ask('GET', foreign)).status).toBe(403);
  });

  test('counts what is low and what waits', async () => {
    const fixture = await openStoreFixture(system);
    const low = await stockUp(fixture, [[2, 500]], { lowStockThreshold: 5 });
    const order = await draft(fixture, [{ productId: low, quantity: 1 }], { approvalRequested: true });
    expect((await checkout(fixture, order, cash(10_000))).status).toBe(202);
    await eventually(async () => {
      const { waiting, lowStock } = await at(`&storeId=${fixture.storeId}`);
      expect([waiting, lowStock]).toEqual([1, { count: 1, complete: true }]);
    });
  });
});

describe('a list as CSV', () => {
  const amount = (minor: number): string => (minor / 100).toFixed(2);

  test('has the rows of the JSON, one by one, with the same filters', async () => {
    const path = `/sales?storeId=${here.storeId}`;
    const [json, csv] = [await listOf(system.manager, path), await readCsv(system.manager, path)];
    expect(csv.rows).toEqual(
      json.map((sale) =>
        expect.objectContaining({
          saleId: sale.saleId,
          number: sale.invoiceNumber,
          businessDay: sale.businessDay,
          soldBy: sale.soldBy.id,
          customerName: sale.customer.name,
          currency: 'DZD',
          net: amount(sale.netMinor),
          gross: amount(sale.grossMinor),
          cost: amount(sale.costMinor),
          margin: amount(sale.marginMinor),
          returnedUnits: String(sale.returned.reduce((units: number, one: any) => units + one.quantity, 0)),
        }),
      ),
    );
    expect(csv.rows).toHaveLength(3);
  });

  test('has the lines of journal entries, which add up', async () => {
    const path = `/ledger/entries?storeId=${here.storeId}`;
    const [json, csv] = [await listOf(system.accountant, path), await readCsv(system.accountant, path)];
    const lines = json.flatMap((entry) =>
      entry.lines.map((line: any) => [
        entry.entryId,
        entry.kind,
        line.account,
        amount(line.debitMinor),
        amount(line.creditMinor),
      ]),
    );
    expect(csv.rows.map((row) => [row.entryId, row.kind, row.account, row.debit, row.credit])).toEqual(lines);
    const sum = (name: string): number =>
      csv.rows.reduce((total, row) => total + Math.round(Number(row[name]) * 100), 0);
    expect(sum('debit')).toBe(sum('credit'));
  });

  test('hides costs and other stores where the JSON does, and is refused where it is', async () => {
    const [manager, cashier] = [await readCsv(bound.manager, '/sales'), await readCsv(bound.cashier, '/sales')];
    expect(manager.columns).toEqual(expect.arrayContaining(['cost', 'margin']));
    expect(cashier.columns).toEqual(manager.columns.filter((name) => !['cost', 'margin'].includes(name)));
    expect(cashier.rows.map((row) => row.storeId)).toEqual([here.storeId, here.storeId, here.storeId]);
    expect((await readCsv(system.stockKeeper, '/deliveries')).columns).not.toContain('cost');
    const refused = await bound.cashier.open('/ledger/entries', 'text/csv');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
    ]);
    await refused.body?.cancel();
  });

  test('quotes what needs quotes, and makes no formula of a name', async () => {
    const { rows } = await readCsv(system.manager, '/products');
    expect(rows.find((row) => row.productId === productId)?.name).toBe(`'=Lampe, "petite"`);
  });

  test('is there for every list', async () => {
    for (const path of [
      '/products',
      '/categories',
      '/price-lists',
      '/customers',
      '/suppliers',
      '/purchase-orders',
      '/supplier-bills',
      '/supplier-returns',
      '/supplier-payments',
      '/open-bills',
      '/reports/aged-payables?at=2026-01-01',
      '/transfers',
      '/write-offs',
      '/stock-counts',
      '/orders',
      '/sales',
      '/invoices',
      '/guarantees',
      '/deliveries',
      '/ledger/entries',
      '/stores',
      `/products/${productId}/prices`,
      '/people',
      '/operations/sagas',
      `/stock?storeId=${here.storeId}`,
      `/stores/${here.storeId}/days`,
    ]) {
      const { columns } = await readCsv(system.owner, path);
      expect(columns.length).toBeGreaterThan(2);
    }
  });

  test('of 10,000 rows comes whole and in order', async () => {
    const customers = Array.from({ length: 10_000 }, (_none, at) => {
      const id = mint('customer');
      return {
        _id: id,
        leadKey: id,
        kindKey: `person/${id}`,
        kind: 'person',
        name: `Nom ${at}`,
        profile: 'generic',
        identifiers: [],
        revision: 1,
        createdAt: '2026-01-01T00:00:00.000Z',
        touched: 0,
      };
    });
    await system.mongo.db('comptoir_sales').collection<{ _id: string }>('customers').insertMany(customers);
    const { rows } = await readCsv(system.owner, '/customers?kind=person');
    expect(rows.map((row) => row.customerId)).toEqual(
      customers
        .map((one) => one._id)
        .toSorted()
        .toReversed(),
    );
  }, 120_000);
});
