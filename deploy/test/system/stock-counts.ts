import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../src/api-client.js';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
import { stockRaces } from './stock-races.js';
import { eventually, type TestSystem } from './system.js';

/** Counts and write-offs over HTTP; its system has a limit of 10 dinars for them (COMPTOIR_STOCK_LIMITS). */
export function stockCounts(started: () => TestSystem): void {
  describe('stock counts, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
    }, 180_000);

    const begun = (by: ApiClient, scope: object, facts: object = {}) =>
      by.ask('POST', '/stock-counts', { storeId: here.storeId, scope, ...facts });
    const act = (by: ApiClient, stockCountId: string, name: string, body: object) =>
      by.ask('POST', `/stock-counts/${stockCountId}/${name}`, body);
    const counted = (by: ApiClient, stockCountId: string, productId: string, quantity: number, facts: object = {}) =>
      act(by, stockCountId, 'entries', { productId, quantity, ...facts });
    const writtenOff = (by: ApiClient, productId: string, quantity: number, facts: object = {}, key?: string) =>
      by.ask(
        'POST',
        '/write-offs',
        { storeId: here.storeId, reason: 'damaged', lines: [{ productId, quantity }], ...facts },
        key,
      );
    /** The entry of a document, once it is posted: amounts by account, debits above zero. */
    const entryOf = async (ref: string, kind: string) => {
      let found: any;
      await eventually(async () => {
        const { items } = await system.accountant.get(`/ledger/entries?storeId=${here.storeId}&ref=${ref}`);
        [found] = items.filter((one: any) => one.kind === kind);
        expect(items).toHaveLength(1);
      });
      return {
        ...found,
        lines: found.lines.map((one: any) => [one.account, one.debitMinor - one.creditMinor]),
      };
    };

    describe('a write-off', () => {
      test('by a stock keeper up to the limit, without seeing costs; above it by a manager; in the ledger with its reason', async () => {
        const { stockKeeper, manager, cashier, accountant } = system;
        const productId = await stockUp(here, [[10, 500]]);
        const made = await writtenOff(stockKeeper, productId, 2, { note: 'wet' }, 'write-off-1');
        expect(made).toMatchObject({
          status: 201,
          body: { reason: 'damaged', lines: [{ quantity: 2, unit: 'piece' }] },
        });
        expect(made.body.number).toMatch(/^[A-Z0-9]+-WO-\d{4}-000001$/);
        expect([made.body.totalCostMinor, made.body.lines[0].costMinor]).toEqual([undefined, undefined]);
        expect(await writtenOff(stockKeeper, productId, 2, { note: 'wet' }, 'write-off-1')).toEqual(made);
        expect(await stockOf(here, productId)).toMatchObject({ available: 8 });
        const above = await writtenOff(stockKeeper, productId, 3);
        expect(above).toMatchObject({
          status: 422,
          body: { code: 'stock.above-limit', details: { limitMinor: 1_000 } },
        });
        expect(JSON.stringify(above.body)).not.toContain('1500');
        expect(await writtenOff(manager, productId, 3)).toMatchObject({ status: 201, body: { totalCostMinor: 1_500 } });
        expect(await writtenOff(manager, productId, 9)).toMatchObject({
          status: 409,
          body: { code: 'stock.insufficient', details: { shortages: [{ productId, asked: 9, available: 5 }] } },
        });
        expect(await writtenOff(manager, productId, 1, { reason: 'other' })).toMatchObject({ status: 400 });
        for (const by of [cashier, accountant])
          expect(await writtenOff(by, productId, 1)).toMatchObject({ status: 403 });
        const { writeOffId, number } = made.body;
        expect(await accountant.get(`/write-offs/${writeOffId}`)).toMatchObject({ number, totalCostMinor: 1_000 });
        expect(await entryOf(writeOffId, 'writeOff')).toMatchObject({
          document: number,
          reason: 'damaged: wet',
          journal: 'stock',
          lines: [
            ['shrinkage', 1_000],
            ['inventory', -1_000],
          ],
        });
        const { rows, columns } = await readCsv(stockKeeper, `/write-offs?storeId=${here.storeId}`);
        expect(rows.map((row) => row.quantity)).toEqual(['3', '2']);
        expect(columns).not.toContain('cost');
      });
    });

    describe('a stock count', () => {
      test('of a category: counted by two, reviewed, counted anew, posted; stock, ledger and audit agree', async () => {
        const { stockKeeper, manager, owner, accountant } = system;
        const { categoryId } = await owner.post('/categories', { name: 'Lampes à compter' });
        const lamp = await stockUp(here, [
          [4, 100],
          [6, 130],
        ]);
        const cable = await stockUp(here, [[5, 50]]);
        const other = await stockUp(here, [[5, 50]]);
        for (const productId of [lamp, cable]) {
          const { revision } = await owner.get(`/products/${productId}`);
          await owner.ask('PATCH', `/products/${productId}`, { revision, changes: { categoryId } });
        }
        const { body: count, status } = await begun(stockKeeper, { kind: 'categories', categoryIds: [categoryId] });
        expect([status, count]).toMatchObject([201, { state: 'open', products: 2, scope: { kind: 'categories' } }]);
        expect(count.number).toMatch(/-SC-\d{4}-000001$/);
        const { stockCountId } = count;
        expect(await counted(stockKeeper, stockCountId, other, 1)).toMatchObject({
          status: 422,
          body: { code: 'stock-count.out-of-scope' },
        });
        const entries = await Promise.all([
          counted(stockKeeper, stockCountId, lamp, 5, { place: 'window' }),
          counted(manager, stockCountId, lamp, 2, { place: 'cellar' }),
        ]);
        expect(entries.map(({ status: code }) => code)).toEqual([201, 201]);
        await counted(stockKeeper, stockCountId, cable, 7);
        const wrong = (await counted(stockKeeper, stockCountId, cable, 70)).body.entryId;
        expect(await act(stockKeeper, stockCountId, `entries/${wrong}/withdraw`, {})).toMatchObject({
          status: 201,
          body: { withdraws: wrong, quantity: 70 },
        });
        await sell(here, [{ productId: lamp, quantity: 1 }]); // after it was counted: no difference
        const review = (await act(stockKeeper, stockCountId, 'review', { revision: 1 })).body;
        expect(review).toMatchObject({ state: 'inReview', revision: 2, entries: 5 });
        const lines = await manager.get(`/stock-counts/${stockCountId}/lines?show=differing`);
        expect(lines.items).toHaveLength(2);
        expect(lines.items.find((line: any) => line.productId === lamp)).toMatchObject({
          expectedQuantity: 10,
          countedQuantity: 7,
          difference: -3,
          differenceCostMinor: -300,
          unit: 'piece',
        });
        expect(lines.totals).toMatchObject({ counted: 2, missingCostMinor: 300, foundCostMinor: 100 });
        const hidden = await stockKeeper.get(`/stock-counts/${stockCountId}/lines`);
        expect(JSON.stringify(hidden)).not.toMatch(/cost/i);
        const csv = await readCsv(manager, `/stock-counts/${stockCountId}/lines`);
        expect(csv.rows.find((row) => row.productId === lamp)).toMatchObject({
          counted: '7',
          difference: '-3',
          differenceCost: '-3.00',
        });
        const again = await act(stockKeeper, stockCountId, 'recount', { revision: 2, productIds: [lamp] });
        expect(again.body).toMatchObject({ state: 'open', round: 2 });
        await counted(stockKeeper, stockCountId, lamp, 8); // 9 should be there
        await act(stockKeeper, stockCountId, 'review', { revision: 3 });
        for (const by of [accountant, system.cashier])
          expect(await act(by, stockCountId, 'post', { revision: 4 })).toMatchObject({ status: 403 });
        const posted = await act(stockKeeper, stockCountId, 'post', { revision: 4 });
        expect(posted).toMatchObject({ status: 200, body: { state: 'posted', posted: { differing: 2 } } });
        expect(await act(manager, stockCountId, 'post', { revision: 5 })).toMatchObject({ status: 409 });
        expect(await stockOf(here, lamp)).toMatchObject({ available: 8 });
        expect(await stockOf(here, cable)).toMatchObject({ available: 7 });
        expect(await entryOf(stockCountId, 'stockCount')).toMatchObject({
          document: count.number,
          lines: [
            ['shrinkage', 100],
            ['inventory', -100],
            ['inventory', 100],
            ['shrinkage', -100],
          ],
        });
        const { foundDeliveryId } = posted.body.posted;
        expect(await manager.get(`/deliveries/${foundDeliveryId}`)).toMatchObject({
          stockCountId,
          stockCountNumber: count.number,
          totalCostMinor: 100,
        });
        await sell(here, [{ productId: cable, quantity: 6 }]);
        expect((await accountant.get(`/deliveries/${foundDeliveryId}/sales`)).items).toMatchObject([{ quantity: 1 }]);
      });

      test('above the limit a manager posts it; cancelled with a reason, nothing moves', async () => {
        const { stockKeeper, manager } = system;
        const productId = await stockUp(here, [[5, 500]]);
        const scope = { kind: 'products', productIds: [productId] };
        const { stockCountId } = (await begun(stockKeeper, scope)).body;
        await counted(stockKeeper, stockCountId, productId, 2);
        await act(stockKeeper, stockCountId, 'review', { revision: 1 });
        expect(await act(stockKeeper, stockCountId, 'post', { revision: 2 })).toMatchObject({
          status: 422,
          body: { code: 'stock.above-limit' },
        });
        expect(await act(manager, stockCountId, 'post', { revision: 2 })).toMatchObject({
          status: 200,
          body: { posted: { missingCostMinor: 1_500 } },
        });
        const next = (await begun(stockKeeper, scope)).body.stockCountId;
        expect(await act(stockKeeper, next, 'cancel', {})).toMatchObject({ status: 400 });
        expect(await act(stockKeeper, next, 'cancel', { reason: 'began twice' })).toMatchObject({
          status: 200,
          body: { state: 'cancelled', cancelled: { reason: 'began twice' } },
        });
        const { items } = await stockKeeper.get(`/stock-counts?storeId=${here.storeId}&state=cancelled`);
        expect(items.map((one: any) => one.stockCountId)).toEqual([next]);
      });
    });

    stockRaces(() => here);

    test('afterwards the books hold: the audit finds nothing', async () => {
      expect(await runAudit(system.owner)).toMatchObject({ ok: true });
    }, 60_000);
  });
}
