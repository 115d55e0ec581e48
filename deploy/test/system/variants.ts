import { describe, expect, test } from '@jest/globals';
import { sell, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Variants through the gateway: a parent is neither sold nor ordered, a variant is sold like any product. */
export function variants(system: () => TestSystem, here: () => StoreFixture): void {
  describe('variants', () => {
    test('are made by a manager, received and sold one by one; their parent is refused wherever goods move', async () => {
      const { manager, cashier, owner } = system();
      const { storeId, walkIn: customerId } = here();
      const parent = await manager.post('/products', {
        sku: `POLO-${storeId.slice(-8)}`,
        name: 'Polo',
        barcodes: [],
        currency: 'DZD',
        taxRateBps: 1900,
        warrantyMonths: 0,
        lowStockThreshold: 0,
        priceMinMinor: 900,
        priceListMinor: 1_000,
        priceMaxMinor: 1_200,
      });
      const { productId } = parent;
      const path = `/products/${productId}/variants`;
      const body = {
        revision: 1,
        options: [{ name: 'Size', values: ['S', 'M'] }],
        variants: ['S', 'M'].map((size) => ({ values: [size], sku: `${parent.sku}-${size}` })),
      };
      expect(await cashier.ask('POST', path, body)).toMatchObject({ status: 403 });
      const made = await manager.post(path, body);
      expect((await cashier.get(path)).items).toMatchObject([{ name: 'Polo · S' }, { name: 'Polo · M' }]);
      const lines = [{ productId, quantity: 1 }];
      const refused = { status: 422, body: { code: 'product.has-variants' } };
      const order = { storeId, customerId, documentType: 'BON_DE_VENTE', lines };
      expect(await cashier.ask('POST', '/orders', order)).toMatchObject(refused);
      const delivery = { storeId, supplierName: 'Grossiste', lines: [{ productId, quantity: 1, costMinor: 500 }] };
      expect(await owner.ask('POST', '/deliveries', delivery)).toMatchObject(refused);
      const [small] = made.items;
      const received = [{ productId: small.productId, quantity: 3, costMinor: 1_500 }];
      await owner.post('/deliveries', { ...delivery, lines: received });
      const sale = await sell(here(), [{ productId: small.productId, quantity: 2, unitPriceMinor: 1_000 }]);
      expect(sale.lines).toMatchObject([{ name: 'Polo · S', quantity: 2 }]);
      expect((await cashier.get(`/products?text=polo&variants=grouped`)).items).toMatchObject([{ productId }]);
    });
  });
}
