import { beforeAll, describe, expect, test } from '@jest/globals';
import { readCsv } from './csv.js';
import { cash, checkout, draft, openStoreFixture, sell, stockOf, stockUp, type StoreFixture } from './store-fixture.js';
import { pictures } from './pictures.js';
import { priceLists } from './price-lists.js';
import { variants } from './variants.js';
import { eventually, type TestSystem } from './system.js';

/** Products, pictures, price lists and variants over HTTP; the catalog is read whole, so it comes first on its system. */
export function catalog(started: () => TestSystem): void {
  describe('catalog, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
    }, 180_000);

    priceLists(
      () => system,
      () => here,
    );
    pictures(
      () => system,
      () => here,
    );
    variants(
      () => system,
      () => here,
    );

    const namesBy = async (query: string): Promise<string[]> =>
      (await system.cashier.get(`/products?${query}`)).items.map((one: { name: string }) => one.name);

    test('an archived product is neither found nor sold nor ordered; what was sold is taken back; it is brought back', async () => {
      const { manager, cashier, stockKeeper } = system;
      const productId = await stockUp(here, [[10, 500]], { name: 'Platine vinyle', brand: 'Essai' });
      const { supplierId } = await manager.post('/suppliers', { name: 'Grossiste Hodna' });
      const sale = await sell(here, [{ productId, quantity: 2 }]);
      const open = await draft(here, [{ productId, quantity: 1 }]);
      const change = (revision: number, changes: object) =>
        manager.ask('PATCH', `/products/${productId}`, { revision, changes });
      expect(
        await cashier.ask('PATCH', `/products/${productId}`, { revision: 1, changes: { archived: true } }),
      ).toMatchObject({
        status: 403,
      });
      const { userId } = await manager.get('/auth/me');
      expect(await change(1, { archived: true })).toMatchObject({
        status: 200,
        body: { revision: 2, archivedAt: expect.any(String), archivedBy: userId },
      });

      expect([await namesBy('text=platine'), await namesBy('text=platine&state=archived')]).toEqual([
        [],
        ['Platine vinyle'],
      ]);
      const refused = { status: 422, body: { code: 'product.archived', details: { productIds: [productId] } } };
      const lines = [{ productId, quantity: 1 }];
      const order = { storeId: here.storeId, customerId: here.walkIn, documentType: 'BON_DE_VENTE', lines };
      expect(await cashier.ask('POST', '/orders', order)).toMatchObject(refused);
      expect(await checkout(here, open, cash(10_000))).toMatchObject(refused);
      expect((await cashier.get(`/orders/${open.orderId}`)).state).toBe('draft');
      expect((await stockOf(here, productId)).held).toBe(0);
      const ordered = {
        storeId: here.storeId,
        supplierId,
        lines: [{ productId, quantity: 5, expectedCostMinor: 2_500 }],
      };
      expect(await stockKeeper.ask('POST', '/purchase-orders', ordered)).toMatchObject(refused);

      const [line] = (await manager.get(`/sales/${sale.saleId}`)).lines;
      expect(line.name).toBe('Platine vinyle');
      const back = {
        revision: sale.revision,
        reason: 'hums',
        refundTo: 'cash',
        tillSessionId: here.tillSessionId,
        lines: [{ saleLineId: line.saleLineId, quantity: 1 }],
      };
      expect((await cashier.ask('POST', `/sales/${sale.saleId}/returns`, back)).status).toBeLessThan(300);
      await eventually(async () => expect((await stockOf(here, productId)).available).toBe(9));

      expect(await change(2, { archived: false })).toMatchObject({ status: 200, body: { revision: 3 } });
      const again = await cashier.get(`/orders/${open.orderId}`);
      expect((await checkout(here, again, cash(10_000), 'archive-again')).status).toBe(200);
      expect((await stockKeeper.ask('POST', '/purchase-orders', ordered)).status).toBe(201);
    });

    test('brands that products have are suggested, and are in the list as CSV; a query that is none is refused', async () => {
      await stockUp(here, [], { name: 'Tambour', brand: 'Éole' });
      expect(await system.cashier.get('/brands?text=eol')).toEqual({ items: [{ brand: 'Éole', products: 1 }] });
      const { rows } = await readCsv(system.manager, '/products?text=tambour');
      expect(rows).toMatchObject([{ name: 'Tambour', brand: 'Éole', archivedAt: '' }]);
      for (const [path, field] of [
        ['/brands?limit=0', 'limit'],
        ['/brands?brand=x', 'brand'],
        ['/products?state=gone', 'state'],
        ['/products?cursor=x', 'cursor'],
      ] as const) {
        const { status, body } = await system.cashier.ask('GET', path);
        expect([path, status, body.issues?.map((one: { field: string }) => one.field)]).toEqual([path, 400, [field]]);
      }
      expect((await system.nobody.ask('GET', '/brands')).status).toBe(401);
    });

    test('the layouts of a store’s scales are kept; what is none is refused by its place', async () => {
      const path = `/stores/${here.storeId}`;
      const change = (scaleLayouts: unknown, revision = 1) =>
        system.owner.ask('PATCH', path, { revision, changes: { scaleLayouts } });
      for (const wrong of [['2PPPPPWWWWWC'], ['20PPPPPWWWWWC', '20PPPPPAAAAAC'], '20PPPPPWWWWWC'])
        expect(await change(wrong)).toMatchObject({ status: 400, body: { code: 'message.invalid' } });
      const layouts = ['20PPPPPWWWWWC', '21PPPPPAAAAAC'];
      expect((await system.owner.get(path)).scaleLayouts).toEqual([]);
      expect(await change(layouts)).toMatchObject({ status: 200, body: { scaleLayouts: layouts } });
      expect((await system.cashier.get(path)).scaleLayouts).toEqual(layouts);
    });

    test('a bundle is sold as one from the stock of its parts, and has none of its own; the last unit of a part is sold once', async () => {
      const { manager, owner, cashier } = system;
      const cup = await stockUp(here, [[5, 300]], { name: 'Tasse du coffret' });
      const pot = await stockUp(here, [[3, 999]], { name: 'Théière du coffret' });
      const parts = [
        { productId: cup, quantity: 2 },
        { productId: pot, quantity: 1 },
      ];
      const boxId = await stockUp(here, [], { name: 'Coffret du soir', parts, warrantyMonths: 12 });
      const availableOf = async (productId: string): Promise<number> =>
        (await cashier.get(`/products/${productId}`)).stock[0]?.available;
      await eventually(async () => expect(await availableOf(boxId)).toBe(2));

      const { storeId } = here;
      const lines = [{ productId: boxId, quantity: 1 }];
      const { supplierId } = await manager.post('/suppliers', { name: 'Grossiste des coffrets' });
      const other = await openStoreFixture(system);
      const { stockCountId } = await owner.post('/stock-counts', {
        storeId,
        scope: { kind: 'products', productIds: [cup] },
      });
      const requests: [path: string, body: object][] = [
        ['/deliveries', { storeId, lines: [{ ...lines[0], costMinor: 100 }] }],
        ['/write-offs', { storeId, reason: 'damaged', lines }],
        ['/transfers/shipments', { storeId, toStoreId: other.storeId, lines }],
        ['/purchase-orders', { storeId, supplierId, lines: [{ ...lines[0], expectedCostMinor: 100 }] }],
        ['/stock-counts', { storeId, scope: { kind: 'products', productIds: [boxId] } }],
        [`/stock-counts/${stockCountId}/entries`, { productId: boxId, quantity: 1 }],
      ];
      for (const [path, body] of requests)
        expect([path, await owner.ask('POST', path, body)]).toMatchObject([
          path,
          { status: 422, body: { code: 'product.is-bundle', details: { productId: boxId } } },
        ]);
      const number = { catalogNumber: 'C-1' };
      expect(await owner.ask('PUT', `/suppliers/${supplierId}/products/${boxId}`, number)).toMatchObject({
        body: { code: 'product.is-bundle' },
      });

      const sale = await sell(here, [...lines, { productId: cup, quantity: 1 }]);
      expect(sale.lines).toMatchObject([
        {
          name: 'Coffret du soir',
          quantity: 1,
          netMinor: 10_000,
          costMinor: 2 * 300 + 999,
          parts: [{ name: 'Tasse du coffret' }, {}],
        },
        { quantity: 1, costMinor: 300 },
      ]);
      const invoice = await manager.get(`/invoices/${sale.invoiceId}`);
      expect(invoice.lines[0]).toMatchObject({
        name: 'Coffret du soir',
        parts: [{ name: 'Tasse du coffret', quantity: 2 }, {}],
      });
      const guarantee = await manager.get(`/guarantees/${sale.guaranteeId}`);
      expect(guarantee.lines.map((line: { name: string; quantity: number }) => [line.name, line.quantity])).toEqual([
        ['Coffret du soir', 1],
      ]);
      expect([(await stockOf(here, cup)).available, (await stockOf(here, pot)).available]).toEqual([2, 2]);

      // two cups are left: one bundle takes both, or a ticket of one cup does, and the other is refused whole
      const tickets = [await draft(here, lines), await draft(here, [{ productId: cup, quantity: 1 }])];
      const answers = await Promise.all(tickets.map((ticket) => checkout(here, ticket, cash(10_000))));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409)!;
      expect(lost.body).toMatchObject({ code: 'stock.insufficient', details: { shortages: [{ productId: cup }] } });
      const isBundle = answers[0]!.status === 200;
      expect([(await stockOf(here, cup)).available, (await stockOf(here, pot)).available]).toEqual(
        isBundle ? [0, 1] : [1, 2],
      );
      expect((await stockOf(here, pot)).held).toBe(0);

      const refunded = await manager.post(`/sales/${sale.saleId}/returns`, {
        revision: sale.revision,
        reason: 'chipped',
        refundTo: 'cash',
        tillSessionId: here.tillSessionId,
        lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
      });
      expect(refunded.sale.corrections[0]).toMatchObject({ netMinor: 10_000, costMinor: 1_599 });
      expect((await stockOf(here, pot)).batches.reduce((total, one) => total + one.remainingCostMinor, 0)).toBe(
        999 * (isBundle ? 2 : 3),
      );
    });
  });
}
