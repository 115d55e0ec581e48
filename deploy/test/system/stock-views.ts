import { beforeAll, describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.js';
import { readCsv } from './csv.js';
import { cash, checkout, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import { eventually, type TestSystem } from './system.js';

/** Views of the stock over HTTP: cards, values, ages, places, traces. */
export function stockViews(started: () => TestSystem): void {
  describe('stock views, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let supplierId: string;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      ({ supplierId } = await system.manager.post('/suppliers', { name: 'Grossiste Hodna' }));
    }, 180_000);

    /** The answer of a checkout that was approved. */
    async function answered(shop: StoreFixture, order: { orderId: string; revision: number }) {
      const answer = await checkout(shop, order, cash(10_000));
      expect(answer.status).toBe(200);
      return answer;
    }

    const balances = async (): Promise<Record<string, number>> => {
      const [books] = (await system.accountant.get(`/ledger/trial-balance?storeId=${here.storeId}`)).balances;
      return Object.fromEntries((books?.accounts ?? []).map((one: any) => [one.account, one.balanceMinor]));
    };
    const received = (productId: string, quantity: number, costMinor: number) =>
      system.manager.post('/deliveries', {
        storeId: here.storeId,
        supplierId,
        reference: 'BL-55',
        lines: [{ productId, quantity, costMinor }],
      });
    const cardPath = (productId: string) => `/stock-cards?storeId=${here.storeId}&productId=${productId}`;

    test('a stock card: what moved, the balance after it, and its document; costs for those who may see them', async () => {
      const productId = await stockUp(here, [[4, 500]]);
      const sold = await sell(here, [{ productId, quantity: 3 }]);
      const card = await eventually(async () => {
        const found = await system.manager.get(cardPath(productId));
        expect(found.items).toHaveLength(2);
        return found;
      });
      expect(card.items).toMatchObject([
        {
          kind: 'sold',
          quantity: -3,
          costMinor: -1_500,
          balance: 1,
          balanceCostMinor: 500,
          currency: 'DZD',
          unit: 'piece',
        },
        { kind: 'received', quantity: 4, balance: 4, balanceCostMinor: 2_000, document: { kind: 'delivery' } },
      ]);
      expect(card.items[0].document).toMatchObject({ kind: 'sale', saleId: sold.saleId });
      const kept = await system.stockKeeper.get(cardPath(productId));
      expect(JSON.stringify(kept)).not.toMatch(/cost/i);
      expect(kept.items[0]).toMatchObject({ quantity: -3, balance: 1 });
      expect(await system.cashier.ask('GET', cardPath(productId))).toMatchObject({ status: 403 });
      const { columns, rows } = await readCsv(system.manager, cardPath(productId));
      expect(columns).toEqual(expect.arrayContaining(['kind', 'documentId', 'quantity', 'balance', 'balanceCost']));
      expect(rows[0]).toMatchObject({ kind: 'sold', quantity: '-3', balance: '1', balanceCost: '5.00' });
      const old = await system.manager.get(`${cardPath(productId)}&to=2020-01-01`);
      expect(old.items).toEqual([]);
    });

    test('a delivery that was typed wrongly: stock, books and what is to be billed follow, and the audit is clean', async () => {
      const productId = await stockUp(here, []);
      const delivery = await received(productId, 10, 10_000);
      const path = `/deliveries/${delivery.deliveryId}/corrections`;
      const { batchId } = delivery.batches[0];
      await sell(here, [{ productId, quantity: 2 }]);
      const before = await eventually(async () => {
        const found = await balances();
        expect(found.goodsReceivedNotInvoiced).toBeLessThanOrEqual(-10_000);
        return found;
      });
      const ask = (change: object, seen: number) =>
        system.stockKeeper.ask('POST', path, { batchId, change, seen, reason: 'Miscounted' });
      expect(await ask({ kind: 'fewer', quantity: 9 }, 0)).toMatchObject({
        status: 409,
        body: { code: 'delivery.units-gone' },
      });
      expect(
        await system.cashier.ask('POST', path, {
          batchId,
          change: { kind: 'fewer', quantity: 1 },
          seen: 0,
          reason: 'x',
        }),
      ).toMatchObject({ status: 403 });
      const manager = (change: object, seen: number) =>
        system.manager.post(path, { batchId, change, seen, reason: 'Miscounted' });
      await manager({ kind: 'fewer', quantity: 1 }, 0);
      await manager({ kind: 'more', quantity: 3 }, 1);
      const corrected = await manager({ kind: 'cost', costMinor: 9_900 }, 2);
      expect(corrected.batches).toMatchObject([{ quantity: 10, costMinor: 10_000 }]);
      expect(corrected.corrections.map((one: any) => [one.kind, one.owedCostMinor, one.stockCostMinor])).toEqual([
        ['fewer', -1_000, -1_000],
        ['more', 3_000, 3_000],
        ['cost', 900, 700],
      ]);
      await eventually(async () => {
        const after = await balances();
        const moved = (account: string): number => (after[account] ?? 0) - (before[account] ?? 0);
        expect(moved('goodsReceivedNotInvoiced')).toBe(-2_900);
        expect(moved('inventory')).toBe(2_700);
        expect(moved('purchasePriceDifference')).toBe(200);
      });
      const kept = await system.stockKeeper.get(`/deliveries/${delivery.deliveryId}`);
      expect(JSON.stringify(kept)).not.toMatch(/cost\w*":/i);
      expect(kept.corrections).toHaveLength(3);
      const { lines } = await system.accountant.get(`/deliveries/${delivery.deliveryId}/billing`);
      expect(lines.map((one: any) => [one.received, one.costMinor])).toEqual([
        [9, 9_900],
        [3, 3_000],
      ]);
      const { breaks, ok } = await runAudit(system.owner);
      expect([breaks, ok]).toEqual([[], true]);
    }, 120_000);

    test('what the stock was worth on a day is the account of the books and what was posted late, to the minor unit', async () => {
      const shop = await openStoreFixture(system);
      const productId = await stockUp(shop, [
        [3, 500],
        [2, 700],
      ]);
      const sold = await sell(shop, [{ productId, quantity: 4 }]);
      const day: string = sold.businessDay;
      const query = `storeId=${shop.storeId}&day=${day}`;
      const summaryOf = () => system.accountant.get(`/stock-values/summary?${query}`);
      const before = await eventually(async () => {
        const sums = await summaryOf();
        expect(sums).toMatchObject({ costMinor: 700, inventoryCostMinor: 700, differenceCostMinor: 0 });
        return sums;
      });
      expect(before).toMatchObject({
        known: true,
        since: day,
        late: [],
        categories: [{ products: 1, costMinor: 700 }],
      });
      await system.manager.post(`/stores/${shop.storeId}/days/${day}/close`);
      // goods that come after the day was closed are of the day, and stand on the next one in the books
      const other = await stockUp(shop, []);
      const late = await system.manager.post('/deliveries', {
        storeId: shop.storeId,
        reference: 'BL-77',
        lines: [{ productId: other, quantity: 2, costMinor: 90 }],
      });
      const sums = await eventually(async () => {
        const found = await summaryOf();
        expect(found.late).toHaveLength(1);
        return found;
      });
      expect(sums).toMatchObject({ costMinor: 790, inventoryCostMinor: 700, lateInventoryCostMinor: 90 });
      expect(sums.differenceCostMinor).toBe(0);
      expect(sums.late[0]).toMatchObject({ ref: late.deliveryId, occurredDay: day, inventoryCostMinor: 90 });
      const { items } = await system.manager.get(`/stock-values?${query}&productId=${productId}`);
      expect(items).toMatchObject([
        { productId, quantity: 1, costMinor: 700, batches: [{ quantity: 1, costMinor: 700 }] },
      ]);
      const kept = await system.stockKeeper.get(`/stock-values?${query}`);
      expect(kept.items).toHaveLength(2);
      expect(JSON.stringify([kept, await system.stockKeeper.get(`/stock-values/summary?${query}`)])).not.toMatch(
        /cost/i,
      );
      const { rows } = await readCsv(system.manager, `/stock-values?${query}&productId=${productId}`);
      expect(rows).toMatchObject([{ quantity: '1', cost: '7.00', batchId: items[0].batches[0].batchId }]);
      const early = `storeId=${shop.storeId}&day=2020-01-01`;
      expect(await system.manager.get(`/stock-values/summary?${early}`)).toMatchObject({ known: false, since: day });
      expect(await system.manager.ask('GET', `/stock-values?storeId=${shop.storeId}&day=2999-01-01`)).toMatchObject({
        status: 400,
      });
    }, 120_000);

    test('where goods are, and a batch followed both ways from the numbers on its papers', async () => {
      const shop = await openStoreFixture(system);
      const { companyId } = await system.manager.get(`/stores/${shop.storeId}`);
      const other = await openStoreFixture(system, { companyId, legal: undefined, name: 'The other store' });
      const productId = await stockUp(shop, []);
      const { name } = await system.manager.get(`/products/${productId}`);
      const order = await system.manager.post('/purchase-orders', {
        storeId: shop.storeId,
        supplierId,
        lines: [{ productId, quantity: 5, expectedCostMinor: 500 }],
      });
      const { number: orderNumber, purchaseOrderId } = order;
      await system.manager.post(`/purchase-orders/${purchaseOrderId}/send`, { revision: order.revision });
      const reference = `BL-${orderNumber}`;
      const delivery = await system.manager.post('/deliveries', {
        storeId: shop.storeId,
        purchaseOrderId,
        reference,
        lines: [{ productId, quantity: 5, costMinor: 500 }],
      });
      const [{ batchId }] = delivery.batches;
      const sold = await sell(shop, [{ productId, quantity: 2 }]);
      const transfer = await system.owner.post('/transfers/shipments', {
        storeId: shop.storeId,
        toStoreId: other.storeId,
        lines: [{ productId, quantity: 1 }],
      });
      const places = `/stock-places?text=${encodeURIComponent(name)}`;
      const { items, stores } = await system.owner.get(places);
      const row = items.find((one: any) => one.productId === productId);
      expect(row).toMatchObject({ total: 3, onTheRoad: [{ number: transfer.number, quantity: 1 }] });
      expect(row.stores).toMatchObject([{ storeId: shop.storeId, available: 2, held: 0 }]);
      expect(stores.map((one: any) => one.storeId)).toEqual(expect.arrayContaining([shop.storeId, other.storeId]));
      const csv = await readCsv(system.owner, places);
      const mine = csv.rows.filter((one) => one.productId === productId);
      expect(mine.map((one) => [one.available, one.onTheRoad, one.transfer])).toEqual([
        ['2', '0', ''],
        ['0', '1', transfer.number],
      ]);
      for (const [number, kind] of [
        [batchId, 'batch'],
        [sold.invoiceNumber, 'sale'],
        [reference.toLowerCase(), 'delivery'],
        [orderNumber, 'purchaseOrder'],
      ])
        expect((await system.manager.get(`/stock-traces?number=${number}`)).items).toMatchObject([
          { kind, batches: [{ batchId, productId }] },
        ]);
      expect((await system.manager.get('/stock-traces?number=NOTHING-1')).items).toEqual([]);
      const trace = await system.stockKeeper.get(`/stock-traces/${batchId}`);
      expect(trace).toMatchObject({
        delivery: { deliveryId: delivery.deliveryId, purchaseOrderNumber: orderNumber, supplierId },
        product: { name },
      });
      expect(trace.movements.map((one: any) => [one.kind, one.quantity])).toEqual([
        ['transferredOut', -1],
        ['sold', -2],
        ['received', 5],
      ]);
      expect(JSON.stringify(trace)).not.toMatch(/cost/i);
    }, 120_000);

    test('a product that keeps expiry dates: a delivery names them, the earliest is sold first, what has expired is listed', async () => {
      const shop = await openStoreFixture(system);
      const productId = await stockUp(shop, []);
      const product = await system.manager.get(`/products/${productId}`);
      const take = (line: object) => ({
        storeId: shop.storeId,
        lines: [{ productId, quantity: 2, costMinor: 200, ...line }],
      });
      expect(await system.manager.ask('POST', '/deliveries', take({ expiresOn: '2020-01-31' }))).toMatchObject({
        status: 400,
      });
      const changes = { expiry: 'fefo' };
      await system.manager.ask('PATCH', `/products/${productId}`, { revision: product.revision, changes });
      expect(await system.manager.ask('POST', '/deliveries', take({}))).toMatchObject({ status: 400 });
      await system.manager.post('/deliveries', take({ expiresOn: '2999-01-31' }));
      const { batches } = await system.manager.post('/deliveries', take({ expiresOn: '2020-01-31' }));
      const order = await draft(shop, [{ productId, quantity: 1 }]); // the till asks a manager for what has expired
      expect(await checkout(shop, order, cash(10_000))).toMatchObject({ body: { stage: 'waitingForApproval' } });
      const { approval } = await system.manager.get(`/orders/${order.orderId}`);
      expect(approval.reasons).toMatchObject([{ code: 'stock.expired', productId }]);
      await system.manager.post(`/orders/${order.orderId}/approve`, {});
      const { saleId } = (await eventually(() => answered(shop, order))).body.sale;
      const sold = await system.manager.get(`/sales/${saleId}`);
      expect(sold.approval).toMatchObject({ reasons: [{ code: 'stock.expired' }], verdict: { approved: true } });
      expect(sold.lines[0].allocations).toMatchObject([{ batchId: batches[0].batchId, quantity: 1 }]);
      const path = `/expiring-stock?storeId=${shop.storeId}`;
      const { items } = await system.cashier.get(path);
      expect(items).toMatchObject([{ batchId: batches[0].batchId, expiresOn: '2020-01-31', quantity: 1 }]);
      expect(items[0].daysLeft).toBeLessThan(0);
      expect(JSON.stringify(items)).not.toMatch(/cost/i);
      const { rows } = await readCsv(system.manager, path);
      expect(rows).toMatchObject([{ expiresOn: '2020-01-31', quantity: '1', cost: '1.00' }]);
      expect(await system.manager.ask('GET', `${path}&withinDays=x`)).toMatchObject({ status: 400 });
    }, 120_000);
  });
}
