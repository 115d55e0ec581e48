import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventory } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { deliver, startService } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

test('a range of ids is read by an index, with the fields that the audit compares and no others', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  for (let cost = 1; cost <= 4; cost += 1) await deliver(service, storeId, productId, [1, cost]);
  const all = await service.call(inventory.auditRecords, { kind: 'batches', limit: 100 });
  expect(all.items).toHaveLength(4);
  const ids = all.items.map((one) => String(one.id));
  const range = { kind: 'batches', after: ids[0], upTo: ids[2] } as const;
  const page = await service.call(inventory.auditRecords, { ...range, limit: 100 });
  expect(page).toEqual({ items: all.items.slice(1, 3) });
  const cut = await service.call(inventory.auditRecords, { ...range, limit: 1 });
  expect(cut).toEqual({ items: all.items.slice(1, 2), next: ids[1] });
  expect(Object.keys(all.items[0]!).toSorted()).toEqual([
    'costMinor',
    'currency',
    'id',
    'origin',
    'originId',
    'productId',
    'receivedQty',
    'remainingCostMinor',
    'remainingQty',
    'storeId',
  ]);
  for (const collection of ['batches', 'movements', 'holds', 'levels']) {
    const plan = await service.connection
      .collection(collection)
      .find({ _id: { $gt: ids[0], $lte: ids[2] } as never })
      .sort({ _id: 1 })
      .explain();
    expect([collection, JSON.stringify(plan)]).toEqual([collection, expect.not.stringContaining('COLLSCAN')]);
  }
});
