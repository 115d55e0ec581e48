import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '@comptoir/contracts';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { catalogService } from '../src/index.js';
import { startService, sampleProduct } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(catalogService, service.installation);
});
afterAll(async () => {
  await replica.running.stop();
  await service.stop();
});

test.each([
  ['SKU', { sku: 'BOTH' }, 'product.sku-taken'],
  ['barcode', { barcodes: ['BOTH-0001'] }, 'product.barcode-taken'],
])(
  'products made at two replicas at once for one %s: one wins, the others are refused with the reason',
  async (_what, fields, code) => {
    for (let round = 0; round < 5; round += 1) {
      const own =
        'sku' in fields
          ? { sku: `${fields.sku}-${round}` }
          : { barcodes: fields.barcodes!.map((one) => `${one}-${round}`) };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () => service.call(catalog.createProduct, sampleProduct(own))),
      );
      expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code });
    }
  },
);

test('what one replica saves, the other finds in the next search, and after a start at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const name = `Baladeuse${'abcde'[round]}`;
    const { productId } = await service.call(catalog.createProduct, sampleProduct({ name }));
    const found = (of: TestService) => of.call(catalog.searchProducts, { text: name });
    for (const one of [service, replica])
      expect((await found(one)).items.map((product) => product.productId)).toEqual([productId]);
    await replica.call(catalog.changeProduct, { productId, revision: 1, changes: { archived: true } });
    for (const one of [replica, service]) expect((await found(one)).items).toEqual([]);
  }
  const third = await startTestService(catalogService, service.installation);
  const { items } = await third.call(catalog.searchProducts, { text: 'baladeuse', state: 'archived' });
  expect(items).toHaveLength(5);
  await third.running.stop();
});
