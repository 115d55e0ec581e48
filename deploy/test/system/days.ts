import { beforeAll, describe, expect, test } from '@jest/globals';
import { businessDayOf, previousDay, sum } from '@comptoir/contracts';
import { readCsv } from './csv.js';
import { peopleOf } from './people.js';
import { openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** The close of a day over HTTP; it changes records under the hood and puts them back. */
export function days(started: () => TestSystem): void {
  describe('days, over HTTP', () => {
    /** The close of a day over HTTP: what it keeps, who reads it, and how a record changed under the hood is named. */
    let system: TestSystem;
    let here: StoreFixture;
    let sale: any;
    let categoryId: string;
    const today = businessDayOf(new Date().toISOString(), 'Africa/Algiers');
    const range = `from=${today}&to=${today}`;

    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      ({ categoryId } = await system.manager.post('/categories', { name: 'Éclairage' }));
      const productId = await stockUp(here, [[1, 500]], { warrantyMonths: 12, categoryId });
      await system.manager.post('/deliveries', {
        storeId: here.storeId,
        supplierName: 'Sarl Mizan',
        reference: 'BL-7',
        lines: [{ productId, quantity: 5, costMinor: 3_501 }],
      });
      sale = await sell(here, [{ productId, quantity: 3 }]);
      const { items } = await eventually(async () => {
        const found = await system.manager.get(`/guarantees?saleId=${sale.saleId}`);
        expect(found.items).toHaveLength(1);
        return found;
      });
      await system.manager.post(`/guarantees/${items[0].guaranteeId}/claims`, {
        saleLineId: sale.lines[0].saleLineId,
        quantity: 1,
        complaint: 'hums',
      });
      const { items: open } = await system.manager
        .get(`/guarantees/${items[0].guaranteeId}`)
        .then((one: any) => ({ items: one.claims }));
      await system.manager.post(`/guarantees/${items[0].guaranteeId}/claims/${open[0].claimId}/close`, {
        resolution: 'repaired',
      });
      const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1, disposition: 'restock' }];
      const back = {
        revision: sale.revision,
        reason: 'hums',
        refundTo: 'cash',
        tillSessionId: here.tillSessionId,
        lines,
      };
      await system.manager.post(`/sales/${sale.saleId}/returns`, back);
      // a claim counts once its transaction is surely over: the close of a day that is not over ends two seconds ago
      await eventually(async () => expect(Date.now() - Date.parse(open[0].openedAt)).toBeGreaterThan(2_500));
    }, 180_000);

    const dayPath = () => `/stores/${here.storeId}/days/${today}`;

    test('an open day is live; closed, it reads the same, with what was sealed, beside other days and in CSV', async () => {
      const { accountant, manager } = system;
      const { closedAt, ...live } = await accountant.get(dayPath());
      expect(closedAt).toBeUndefined();
      const snapshot = await manager.post(`${dayPath()}/close`, {});
      const { hash, perpetual, claims, ...closed } = await accountant.get(dayPath());
      expect(closed).toEqual({ ...live, closedAt: snapshot.closedAt });
      expect(snapshot).toMatchObject({ hash, perpetual, claims, figures: live.figures });
      expect(claims).toMatchObject({ opened: 1, closed: 1 });
      expect(perpetual).toMatchObject({ sales: 1, corrections: 1, netMinor: 20_000, soldGrossMinor: 35_700 });
      expect(live.figures).toMatchObject({
        sales: 1,
        corrections: 1,
        sold: { netMinor: 30_000, grossMinor: 35_700 },
        returned: { netMinor: 10_000 },
        paid: { cash: { inMinor: 35_700, outMinor: 11_900 } },
        taxByRate: { 1900: 3_800 },
        guarantees: 1,
      });
      const balances = (await accountant.get(`/ledger/trial-balance?storeId=${here.storeId}`)).balances[0].accounts;
      const balanceOf = (account: string) => balances.find((one: any) => one.account === account)?.balanceMinor ?? 0;
      expect(live.ends).toEqual({ stockMinor: balanceOf('inventory'), receivableMinor: 0, creditMinor: 0 });
      const days = `/days?storeId=${here.storeId}&from=${previousDay(today)}&to=${today}`;
      expect((await accountant.get(days)).items).toMatchObject([{ businessDay: today, stores: 1, closed: 1 }]);
      expect((await readCsv(accountant, days)).rows).toMatchObject([
        { businessDay: today, closed: '1', gross: '238.00', returned: '119.00', cash: '238.00' },
      ]);
      const [{ day }] = (await accountant.get(`/overview?storeId=${here.storeId}&day=${today}`)).currencies;
      expect(day).toMatchObject({ closed: 1, netMinor: 20_000 });
    });

    test('margins are the ledger’s by whatever they are seen, with the supplier, and the lines behind each row', async () => {
      const { accountant } = system;
      const balances = (await accountant.get(`/ledger/trial-balance?storeId=${here.storeId}`)).balances[0].accounts;
      const balanceOf = (account: string): number =>
        balances.find((one: any) => one.account === account)?.balanceMinor ?? 0;
      const revenueMinor = 0 - sum(['revenue', 'discounts', 'returns'].map(balanceOf));
      const costMinor = balanceOf('costOfGoodsSold');
      for (const by of [
        'product',
        'category',
        'cashier',
        'customer',
        'supplier',
        'delivery',
        'store',
        'day',
        'month',
      ]) {
        const asked = `storeId=${here.storeId}&by=${by}&${range}`;
        const { totals, items } = await accountant.get(`/reports/margin?${asked}`);
        expect([by, totals]).toMatchObject([by, [{ revenueMinor, costMinor, marginMinor: revenueMinor - costMinor }]]);
        for (const row of items) {
          const lines = `/reports/margin/lines?${asked}&key=${encodeURIComponent(row.key)}`;
          const found = (await accountant.get(lines)).items;
          expect(sum(found.map((line: any) => line.marginMinor))).toBe(row.marginMinor);
          expect((await readCsv(accountant, lines)).rows).toHaveLength(found.length);
        }
      }
      const suppliers = await readCsv(accountant, `/reports/margin?storeId=${here.storeId}&by=supplier&${range}`);
      expect(suppliers.rows).toMatchObject([
        { key: '?', revenue: '100.00', cost: '5.00' },
        { key: 'Sarl Mizan', revenue: '100.00', cost: '7.01' },
      ]);
    });

    test('from a delivery to what it earned, line by line, and from a line back to its delivery', async () => {
      const { accountant, manager, cashier } = system;
      const [delivery] = (await manager.get(`/deliveries?storeId=${here.storeId}&supplier=mizan`)).items;
      const path = `/deliveries/${delivery.deliveryId}`;
      const earned = { revenueMinor: 10_000, costMinor: 701, marginMinor: 9_299 };
      const { totals, items } = await accountant.get(`${path}/margin`);
      expect(totals).toMatchObject([{ currency: 'DZD', ...earned }]);
      expect(items).toMatchObject([{ productId: sale.lines[0].productId, quantity: 1, ...earned }]);
      expect((await readCsv(accountant, `${path}/margin`)).rows).toMatchObject([{ quantity: '1', margin: '92.99' }]);
      const lines = (await accountant.get(`${path}/sales?limit=1`)).items;
      expect(lines).toMatchObject([{ kind: 'return', saleId: sale.saleId, deliveryId: delivery.deliveryId }]);
      const { rows } = await readCsv(accountant, `${path}/sales`);
      expect(rows.map((row) => [row['kind'], row['quantity'], row['document'] !== ''])).toEqual([
        ['return', '-1', true],
        ['sale', '2', true],
      ]);
      for (const what of ['margin', 'sales']) {
        expect(await cashier.ask('GET', `${path}/${what}`)).toMatchObject({ status: 403 });
        const none = { status: 404, body: { code: 'delivery.unknown' } };
        expect(await accountant.ask('GET', `/deliveries/dlv_01ARZ3NDEKTSV4RRFFQ69G5FAV/${what}`)).toMatchObject(none);
      }
      const bound = await peopleOf(system, [(await openStoreFixture(system)).storeId]);
      expect((await bound.manager.ask('GET', `${path}/margin`)).status).toBe(403);
    });

    test('a closed day is read by category under its present name; a product that moves takes nothing along', async () => {
      const { accountant, manager } = system;
      const path = `/reports/margin?storeId=${here.storeId}&by=category&${range}`;
      const amounts = { revenue: '200.00', tax: '38.00', cost: '12.01', margin: '187.99' };
      expect((await readCsv(accountant, path)).rows).toMatchObject([
        { key: categoryId, label: 'Éclairage', ...amounts },
      ]);
      await manager.ask('PATCH', `/categories/${categoryId}`, { revision: 1, changes: { name: 'Lumière' } });
      const [line] = sale.lines;
      const { revision } = await manager.get(`/products/${line.productId}`);
      const { status } = await manager.ask('PATCH', `/products/${line.productId}`, {
        revision,
        changes: { categoryId: null },
      });
      expect([status, line.categoryId]).toEqual([200, categoryId]);
      expect((await readCsv(accountant, path)).rows).toMatchObject([{ key: categoryId, label: 'Lumière', ...amounts }]);
      expect((await manager.get(`/products?categoryId=${categoryId}`)).items).toEqual([]);
      expect((await readCsv(manager, '/categories')).rows).toMatchObject([{ categoryId, name: 'Lumière' }]);
    });

    test('an honest day has no drift; a sale changed in the database is named by its invoice, and the audit names the day', async () => {
      const { accountant } = system;
      const path = `${dayPath()}/drift`;
      expect(await accountant.get(path)).toMatchObject({ chainHolds: true, items: [] });
      const stis = system.mongo.db('comptoir_sales').collection<{ _id: string }>('stis');
      await stis.updateOne({ _id: sale.stiId }, { $inc: { netMinor: -100 } });
      const { items } = await accountant.get(path);
      const drift = items.find((one: any) => one.figure === 'netMinor');
      const document = {
        kind: 'sale',
        ref: sale.saleId,
        number: sale.invoiceNumber,
        sealed: 30_000,
        recomputed: 29_900,
      };
      expect(drift).toMatchObject({ sealed: 20_000, recomputed: 19_900, unexplained: 0, documents: [document] });
      const { rows } = await readCsv(accountant, path);
      expect(rows.find((row) => row['figure'] === 'netMinor')).toMatchObject({
        sealed: '20000',
        recomputed: '19900',
        document: sale.invoiceNumber,
      });
      await stis.updateOne({ _id: sale.stiId }, { $inc: { netMinor: 100 } });
      expect(await accountant.get(path)).toMatchObject({ items: [] });
    });

    test('the audit finds the close right, and a sealed document that was changed', async () => {
      const audit = async () => {
        const answer = await system.owner.post('/audit', {});
        return 'checked' in answer
          ? answer
          : eventually(() => system.owner.get(`/audit/${answer.watch.split('/').at(-1)}`), 60_000);
      };
      expect((await audit()).breaks).toEqual([]);
      const parts = system.mongo.db('comptoir_sales').collection<{ _id: string }>('sealedParts');
      const part = await parts.findOne({ _id: `${here.storeId}/${today}/delivery/0001` });
      await parts.updateOne({ _id: part!._id }, { $inc: { 'rows.0.revenueMinor': 1 } });
      expect((await audit()).breaks.map((one: any) => one.message)).toEqual(
        expect.arrayContaining([
          `day ${today}: margins by delivery`,
          `day ${today}: seal of its documents and margins`,
        ]),
      );
      await parts.updateOne({ _id: part!._id }, { $inc: { 'rows.0.revenueMinor': -1 } });
      const days = system.mongo.db('comptoir_sales').collection('deliveryDays');
      const day = await days.findOne({ storeId: here.storeId, businessDay: today });
      await days.updateOne({ _id: day!._id }, { $inc: { 'products.0.quantity': 1 } });
      expect((await audit()).breaks.map((one: any) => one.message)).toEqual([
        `day ${today}: deliveries against the sales`,
      ]);
      await days.updateOne({ _id: day!._id }, { $inc: { 'products.0.quantity': -1 } });
    }, 120_000);

    test('who reads what: a cashier nothing, a manager the day, those who answer for the books its drift', async () => {
      const drift = `${dayPath()}/drift`;
      for (const [role, path, status] of [
        ['cashier', dayPath(), 403],
        ['cashier', `/days?${range}`, 403],
        ['cashier', `/reports/margin/lines?by=day&key=${today}&${range}`, 403],
        ['manager', dayPath(), 200],
        ['manager', drift, 403],
        ['owner', drift, 200],
      ] as const)
        expect([role, path, (await system[role].ask('GET', path)).status]).toEqual([role, path, status]);
      const bound = await peopleOf(system, [here.storeId]);
      const other = await openStoreFixture(system);
      expect((await bound.manager.ask('GET', `/stores/${other.storeId}/days/${today}`)).status).toBe(403);
      expect((await bound.manager.get(`/days?${range}`)).items).toMatchObject([{ stores: 1 }]);
    });

    test.each([
      ['/days?from=2026-03-01', 400],
      [`/days?from=${today}&to=${previousDay(today)}`, 400],
      ['/days?from=2020-01-01&to=2026-01-01', 422],
      [`/days?${range}&storeId=sto_1`, 400],
      [`/reports/margin/lines?by=product&${range}`, 400],
      [`/reports/margin/lines?by=colour&key=x&${range}`, 400],
      [`/reports/margin?by=supplier&from=${today}`, 400],
      ['/stores/STORE/days/2026-02-31', 400],
      ['/stores/STORE/days/2026-02-28/drift', 409],
    ])('%s is refused with %i', async (path, status) => {
      const answer = await system.owner.ask('GET', path.replace('STORE', here.storeId));
      expect([path, answer.status, answer.body.code]).toEqual([path, status, expect.any(String)]);
    });
  });
}
