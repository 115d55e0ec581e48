import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../src/api-client.js';
import { readCsv } from './csv.js';
import { openStoreFixture, stockUp, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Suppliers over HTTP; the list of all suppliers is read whole, so it comes first on its system. */
export function suppliers(started: () => TestSystem): void {
  describe('suppliers, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let productId: string;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      productId = await stockUp(here, [[1, 500]]);
    }, 180_000);

    const company = {
      name: 'Grossiste Aurès',
      profile: 'DZ',
      identifiers: [{ kind: 'nif', value: '000005001234567' }],
      phone: '033 85 10 20',
      address: { city: 'Batna' },
      leadTimeDays: 4,
    };
    const patch = (by: ApiClient, supplierId: string, revision: number, changes: object, key?: string) =>
      by.ask('PATCH', `/suppliers/${supplierId}`, { revision, changes }, key);

    describe('a supplier', () => {
      test('is added and changed by a stock keeper, once a key; an accountant reads it, a cashier does not', async () => {
        const { stockKeeper, accountant, auditor, cashier } = system;
        const supplier = await stockKeeper.post('/suppliers', company);
        expect(supplier).toMatchObject({ ...company, archived: false, revision: 1 });
        const { supplierId } = supplier;
        for (const reader of [accountant, auditor]) {
          expect(await reader.get(`/suppliers/${supplierId}`)).toEqual(supplier);
          expect((await reader.get('/suppliers?text=8510')).items).toEqual([]);
          expect((await reader.get('/suppliers?text=851020')).items).toEqual([supplier]);
          expect(await patch(reader, supplierId, 1, { name: 'X' })).toMatchObject({ status: 403 });
        }
        for (const path of ['/suppliers', `/suppliers/${supplierId}`, `/suppliers/${supplierId}/products`])
          expect(await cashier.ask('GET', path)).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
        const changed = await patch(stockKeeper, supplierId, 1, { paymentTermsDays: 30, phone: null }, 'supplier-1');
        expect(changed).toMatchObject({ status: 200, body: { paymentTermsDays: 30, revision: 2 } });
        expect(await patch(stockKeeper, supplierId, 1, { paymentTermsDays: 30, phone: null }, 'supplier-1')).toEqual(
          changed,
        );
        expect(await patch(system.manager, supplierId, 1, { name: 'X' })).toMatchObject({
          status: 409,
          body: { code: 'supplier.changed', details: { revision: 2, asked: 1 } },
        });
        expect(await stockKeeper.ask('POST', '/suppliers', { ...company, name: 'Un autre' })).toMatchObject({
          status: 409,
          body: { code: 'supplier.identifier-taken', details: { supplierId, name: company.name } },
        });
        const { rows } = await readCsv(accountant, '/suppliers');
        expect(rows).toMatchObject([
          { supplierId, name: company.name, taxId: '000005001234567', paymentTermsDays: '30' },
        ]);
      });

      test('delivers under its name: margin and lists know it; what goods cost is for those who may see costs', async () => {
        const { stockKeeper, manager, accountant } = system;
        const { supplierId } = await manager.post('/suppliers', { name: 'Lampes de Kabylie' });
        const lines = [{ productId, quantity: 3, costMinor: 1_000 }];
        const delivery = await stockKeeper.post('/deliveries', { storeId: here.storeId, supplierId, lines });
        expect(delivery).toMatchObject({ supplierId, supplierName: 'Lampes de Kabylie' });
        expect((await manager.get(`/deliveries?supplierId=${supplierId}`)).items).toMatchObject([
          { deliveryId: delivery.deliveryId, totalCostMinor: 1_000 },
        ]);
        expect((await manager.get('/deliveries?supplier=kabylie')).items).toHaveLength(1);
        const number = { catalogNumber: 'LK-7' };
        const path = `/suppliers/${supplierId}/products/${productId}`;
        expect(await stockKeeper.ask('PUT', path, number)).toMatchObject({ status: 200, body: number });
        expect(await system.cashier.ask('PUT', path, number)).toMatchObject({ status: 403 });
        const unknown = `/suppliers/${supplierId}/products/prd_01ARZ3NDEKTSV4RRFFQ69G5FAV`;
        expect(await stockKeeper.ask('PUT', unknown, number)).toMatchObject({
          status: 404,
          body: { code: 'product.unknown' },
        });
        const [seen] = (await accountant.get(`/products/${productId}/suppliers`)).items;
        expect(seen).toMatchObject({
          supplierName: 'Lampes de Kabylie',
          ...number,
          unit: 'piece',
          lastUnitCostMinor: 333,
          last: { deliveryId: delivery.deliveryId, quantity: 3, costMinor: 1_000 },
        });
        const [hidden] = (await stockKeeper.get(`/suppliers/${supplierId}/products`)).items;
        expect([hidden.catalogNumber, hidden.lastUnitCostMinor, hidden.last.costMinor]).toEqual([
          'LK-7',
          undefined,
          undefined,
        ]);
        const csv = await readCsv(manager, `/suppliers/${supplierId}/products`);
        expect(csv.rows).toMatchObject([{ productId, catalogNumber: 'LK-7', lastUnitCost: '3.33', currency: 'DZD' }]);
        expect((await readCsv(stockKeeper, `/suppliers/${supplierId}/products`)).columns).not.toContain('lastUnitCost');
      });

      test('that is archived is in no list of those to choose from, and delivers nothing', async () => {
        const { manager } = system;
        const { supplierId } = await manager.post('/suppliers', { name: 'Ancien Fournisseur' });
        expect(await patch(manager, supplierId, 1, { archived: true })).toMatchObject({ status: 200 });
        expect((await manager.get('/suppliers?text=ancien')).items).toEqual([]);
        expect((await manager.get('/suppliers?text=ancien&archived=true')).items).toMatchObject([{ supplierId }]);
        const body = { storeId: here.storeId, supplierId, lines: [{ productId, quantity: 1, costMinor: 1 }] };
        expect(await manager.ask('POST', '/deliveries', body)).toMatchObject({
          status: 422,
          body: { code: 'supplier.archived', details: { supplierId } },
        });
        const free = await manager.post('/deliveries', { ...body, supplierId: undefined, supplierName: 'Au marché' });
        expect([free.supplierName, free.supplierId]).toEqual(['Au marché', undefined]);
      });
    });
  });
}
