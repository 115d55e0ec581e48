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
