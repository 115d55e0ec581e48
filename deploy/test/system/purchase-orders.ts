import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../src/api-client.js';
import { readCsv } from './csv.js';
import { openStoreFixture, sell, stockUp, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Purchase orders over HTTP, from the Draft to what they earned. */
export function purchaseOrders(started: () => TestSystem): void {
  describe('purchase orders, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let productId: string;
    let supplierId: string;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      productId = await stockUp(here, [[1, 500]]);
      ({ supplierId } = await system.manager.post('/suppliers', { name: 'Grossiste Aurès' }));
    }, 180_000);

    const linesOf = (quantity: number, expectedCostMinor: number) => [{ productId, quantity, expectedCostMinor }];
    const ordered = (by: ApiClient, facts: object = {}, key?: string) =>
      by.ask(
        'POST',
        '/purchase-orders',
        { storeId: here.storeId, supplierId, lines: linesOf(10, 5_000), ...facts },
        key,
      );
    const act = (by: ApiClient, { purchaseOrderId }: { purchaseOrderId: string }, name: string, body: object) =>
      by.ask('POST', `/purchase-orders/${purchaseOrderId}/${name}`, body);
    const received = (
      by: ApiClient,
      purchaseOrderId: string,
      quantity: number,
      costMinor: number,
      facts: object = {},
    ) =>
      by.ask('POST', '/deliveries', {
        storeId: here.storeId,
        purchaseOrderId,
        lines: [{ productId, quantity, costMinor }],
        ...facts,
      });

    describe('a purchase order', () => {
      test('is written, changed and sent by a stock keeper, once a key; costs are for those who may see them', async () => {
        const { stockKeeper, manager, accountant, auditor, cashier } = system;
        const made = await ordered(stockKeeper, { expectedDay: '2026-12-24' }, 'purchase-order-1');
        expect(made).toMatchObject({
          status: 201,
          body: { state: 'draft', supplierName: 'Grossiste Aurès', expectedDay: '2026-12-24', revision: 1 },
        });
        expect(made.body.number).toMatch(/^[A-Z0-9]+-PO-\d{4}-000001$/);
        expect([made.body.totalExpectedCostMinor, made.body.lines[0].expectedCostMinor]).toEqual([
          undefined,
          undefined,
        ]);
        expect(await ordered(stockKeeper, { expectedDay: '2026-12-24' }, 'purchase-order-1')).toEqual(made);
        const { purchaseOrderId, number } = made.body;
        const path = `/purchase-orders/${purchaseOrderId}`;

        // who does not see the costs leaves them as they are
        const lines = [{ productId, quantity: 12 }];
        const changed = await stockKeeper.ask('PATCH', path, { revision: 1, changes: { lines, expectedDay: null } });
        expect(changed).toMatchObject({ status: 200, body: { revision: 2, lines: [{ quantity: 12, unit: 'piece' }] } });
        const seen = await manager.get(path);
        expect(seen).toMatchObject({
          totalExpectedCostMinor: 6_000,
          lines: [{ expectedCostMinor: 6_000 }],
          deliveries: [],
        });
        expect(seen.expectedDay).toBeUndefined();
        expect(await manager.ask('PATCH', path, { revision: 1, changes: { note: 'x' } })).toMatchObject({
          status: 409,
          body: { code: 'purchase-order.changed', details: { revision: 2, asked: 1 } },
        });

        for (const reader of [accountant, auditor]) {
          expect(await reader.get(path)).toMatchObject({ number });
          expect(await ordered(reader)).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
          expect(await act(reader, made.body, 'send', { revision: 2 })).toMatchObject({ status: 403 });
        }
        for (const at of ['/purchase-orders', path])
          expect(await cashier.ask('GET', at)).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
        const sizes: number[] = [];
        for (const by of [manager, stockKeeper]) {
          const pdf = await by.open(`/purchase-orders/${purchaseOrderId}/pdf?language=ar`);
          expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
          expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`);
          const bytes = Buffer.from(await pdf.arrayBuffer());
          expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
          sizes.push(bytes.length);
        }
        expect(sizes[1]).toBeLessThan(sizes[0]!); // a stock keeper gets no prices
        expect(await manager.ask('GET', `/purchase-orders/${purchaseOrderId}/pdf?language=de`)).toMatchObject({
          status: 400,
        });
        expect(await cashier.ask('GET', `/purchase-orders/${purchaseOrderId}/pdf`)).toMatchObject({ status: 403 });
        expect(await act(stockKeeper, made.body, 'send', { revision: 2 })).toMatchObject({
          status: 200,
          body: { state: 'sent', revision: 3 },
        });
        expect(await manager.ask('PATCH', path, { revision: 3, changes: { note: 'x' } })).toMatchObject({
          status: 409,
          body: { code: 'purchase-order.state', details: { state: 'sent' } },
        });
        expect(await act(stockKeeper, made.body, 'cancel', {})).toMatchObject({ status: 400 });
        expect(await act(stockKeeper, made.body, 'cancel', { reason: 'found it cheaper' })).toMatchObject({
          status: 200,
          body: { state: 'cancelled', cancelled: { reason: 'found it cheaper' } },
        });
      });

      test('is received in parts and at another price; order, delivery, supplier and ledger say the same', async () => {
        const { stockKeeper, manager } = system;
        const { body: order } = await ordered(manager);
        const { purchaseOrderId, number } = order;
        expect(await received(stockKeeper, purchaseOrderId, 4, 2_000)).toMatchObject({
          status: 409,
          body: { code: 'purchase-order.not-open', details: { state: 'draft' } },
        });
        await act(manager, order, 'send', { revision: 1 });
        const first = await received(stockKeeper, purchaseOrderId, 4, 2_000, { reference: 'BL-9' });
        expect(first).toMatchObject({
          status: 201,
          body: { supplierId, supplierName: 'Grossiste Aurès', purchaseOrderId, purchaseOrderNumber: number },
        });
        expect(await manager.get(`/purchase-orders/${purchaseOrderId}`)).toMatchObject({
          state: 'partlyReceived',
          lines: [{ quantity: 10, receivedQuantity: 4, receivedCostMinor: 2_000 }],
          deliveries: [{ deliveryId: first.body.deliveryId, reference: 'BL-9', totalCostMinor: 2_000 }],
        });
        const hidden = await stockKeeper.get(`/purchase-orders/${purchaseOrderId}`);
        expect([hidden.lines[0].receivedQuantity, hidden.lines[0].receivedCostMinor]).toEqual([4, undefined]);
        expect(hidden.deliveries[0].totalCostMinor).toBeUndefined();
        expect(await act(manager, order, 'close', {})).toMatchObject({
          status: 400,
          body: { code: 'message.invalid', issues: [{ field: 'reason' }] },
        });
        expect(await received(manager, purchaseOrderId, 7, 3_570)).toMatchObject({ status: 201 });
        expect(await act(manager, order, 'cancel', { reason: 'x' })).toMatchObject({ status: 409 });
        expect(await act(manager, order, 'close', {})).toMatchObject({
          status: 200,
          body: { state: 'closed', lines: [{ quantity: 10, receivedQuantity: 11, receivedCostMinor: 5_570 }] },
        });
        const [listed] = (await manager.get(`/deliveries?supplierId=${supplierId}`)).items;
        expect(listed).toMatchObject({ purchaseOrderNumber: number });
        const [last] = (await manager.get(`/suppliers/${supplierId}/products`)).items;
        expect(last).toMatchObject({ lastUnitCostMinor: 510 });
        const { rows } = await readCsv(manager, '/deliveries');
        expect(rows.filter((row) => row.purchaseOrderNumber === number)).toHaveLength(2);
      });

      test('leads to what its deliveries earned, and a sale leads back to it', async () => {
        const { stockKeeper, manager, accountant } = system;
        const own = await stockUp(here, []);
        const { body: order } = await ordered(manager, {
          lines: [{ productId: own, quantity: 6, expectedCostMinor: 600 }],
        });
        const path = `/purchase-orders/${order.purchaseOrderId}/margin`;
        expect(await accountant.get(path)).toEqual({ totals: [], items: [], priceDifferenceMinor: 0 });
        await act(manager, order, 'send', { revision: 1 });
        const bring = (quantity: number, costMinor: number) =>
          received(manager, order.purchaseOrderId, 0, 0, { lines: [{ productId: own, quantity, costMinor }] });
        const [first, second] = [(await bring(2, 200)).body, (await bring(4, 410)).body];
        expect((await accountant.get(path)).items).toEqual([]);
        const sale = await sell(here, [{ productId: own, quantity: 3 }]);
        const { totals, items } = await accountant.get(path);
        const parts = items.map((one: any) => [one.deliveryId, one.quantity, one.costMinor]);
        expect(parts).toEqual([
          [first.deliveryId, 2, 200],
          [second.deliveryId, 1, 103], // 307 stay of 410 for three of four units
        ]);
        expect(totals).toEqual([
          {
            currency: 'DZD',
            revenueMinor: sale.netMinor,
            taxMinor: sale.taxMinor,
            costMinor: 303,
            marginMinor: sale.netMinor - 303,
          },
        ]);
        expect((await readCsv(accountant, path)).rows).toHaveLength(2);
        expect(await stockKeeper.ask('GET', path)).toMatchObject({ status: 403 });
        const [unit] = (await manager.get(`/sales/${sale.saleId}`)).lines[0].allocations;
        const delivery = await manager.get(`/deliveries/${unit.deliveryId}`);
        expect(delivery).toMatchObject({ purchaseOrderId: order.purchaseOrderId, purchaseOrderNumber: order.number });
        expect((await accountant.get(`/deliveries/${delivery.deliveryId}/sales`)).items).toMatchObject([
          { saleId: sale.saleId, quantity: 2 },
        ]);
      });

      test('takes in nothing of another store, supplier or product', async () => {
        const { manager } = system;
        const { body: order } = await ordered(manager);
        await act(manager, order, 'send', { revision: 1 });
        const there = await openStoreFixture(system);
        const strange = await stockUp(here, [[1, 500]]);
        const other = await manager.post('/suppliers', { name: 'Un autre' });
        const refusals: [facts: object, status: number, code: string][] = [
          [{ storeId: there.storeId }, 422, 'purchase-order.other-store'],
          [{ supplierId: other.supplierId }, 422, 'purchase-order.other-supplier'],
          [{ supplierName: 'Un autre' }, 400, 'message.invalid'],
          [{ lines: [{ productId: strange, quantity: 1, costMinor: 1 }] }, 422, 'purchase-order.not-ordered'],
        ];
        for (const [facts, status, code] of refusals)
          expect(await received(manager, order.purchaseOrderId, 1, 1, facts)).toMatchObject({ status, body: { code } });
        expect(await received(system.owner, order.purchaseOrderId, 1, 1, { opening: true })).toMatchObject({
          status: 400,
        });
      });

      test('is listed by words, state and supplier, and as CSV with what is outstanding', async () => {
        const { manager, stockKeeper } = system;
        const maker = await manager.post('/suppliers', { name: 'Lampes de Kabylie' });
        const { body: draft } = await ordered(manager, { supplierId: maker.supplierId });
        const { body: order } = await ordered(manager, { supplierId: maker.supplierId });
        await act(manager, order, 'send', { revision: 1 });
        await received(manager, order.purchaseOrderId, 3, 1_500);
        const found = async (query: string): Promise<string[]> =>
          (await manager.get(`/purchase-orders?${query}`)).items.map((one: any) => one.number);
        expect(await found('text=kabylie')).toEqual([order.number, draft.number]);
        expect(await found(`text=${order.number}`)).toEqual([order.number]);
        expect(await found(`supplierId=${maker.supplierId}&state=draft`)).toEqual([draft.number]);
        await act(manager, draft, 'cancel', { reason: 'x' });
        expect(await found(`supplierId=${maker.supplierId}&open=true`)).toEqual([order.number]);
        const { rows } = await readCsv(manager, `/purchase-orders?text=${order.number}`);
        expect(rows).toMatchObject([
          {
            number: order.number,
            state: 'partlyReceived',
            ordered: '10',
            received: '3',
            outstanding: '7',
            expectedCost: '50.00',
            receivedCost: '15.00',
            currency: 'DZD',
          },
        ]);
        const { columns } = await readCsv(stockKeeper, '/purchase-orders');
        expect(columns.filter((name) => /cost/i.test(name))).toEqual([]);
      });
    });
  });
}
