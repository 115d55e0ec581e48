import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '@comptoir/contracts';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { catalogService } from '../src/index.js';
import { openRoom, sampleProduct } from './shelf.js';

let room: TestService;
let replica: TestService;
beforeAll(async () => {
  room = await openRoom();
  replica = await startTestService(catalogService, room.shop);
});
afterAll(async () => {
  await replica.running.stop();
  await room.stop();
});

test.each([
  ['SKU', { sku: 'BOTH' }, 'product.sku-taken'],
  ['barcode', { barcodes: ['BOTH-0001'] }, 'product.barcode-taken'],
])('products made at two replicas at once for one %s: one wins, the others hear why', async (_what, fields, code) => {
  for (let round = 0; round < 5; round += 1) {
    const own =
      'sku' in fields
        ? { sku: `${fields.sku}-${round}` }
        : { barcodes: fields.barcodes!.map((one) => `${one}-${round}`) };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => room.call(catalog.createProduct, sampleProduct(own))),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code });
  }
});
