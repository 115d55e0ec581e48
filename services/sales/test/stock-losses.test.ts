import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventoryEvents, sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { startSales, unbalanced } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const placeOf = () => ({
  storeId: mint('store'),
  storeCode: 'ALG1',
  currency: 'DZD' as const,
  timeZone: 'Africa/Algiers',
});
const entriesOf = async (ref: string) => (await service.call(sales.listEntries, { ref })).items;

test('a write-off is posted once, under one event id or two, with its number and its reason', async () => {
  const writeOffId = mint('writeOff');
  const data = {
    ...placeOf(),
    writeOffId,
    number: 'ALG1-WO-2026-000007',
    costMinor: 450,
    reason: 'expired' as const,
    note: 'past its day',
    writtenOffAt: '2026-03-04T23:30:00.000Z',
    writtenOffBy: 'usr_x',
  };
  const id = mint('event');
  await service.publish(inventoryEvents.goodsWrittenOff, data, { id });
  await service.publish(inventoryEvents.goodsWrittenOff, data, { id });
  await service.publish(inventoryEvents.goodsWrittenOff, data);
  const last = { ...data, writeOffId: mint('writeOff') };
  await service.publish(inventoryEvents.goodsWrittenOff, last);
  await service.eventually(async () => expect(await entriesOf(last.writeOffId)).toHaveLength(1));
  expect(await entriesOf(writeOffId)).toMatchObject([
    {
      kind: 'writeOff',
      journal: 'stock',
      document: 'ALG1-WO-2026-000007',
      reason: 'expired: past its day',
      businessDay: '2026-03-05',
      postedBy: 'usr_x',
      lines: [
        { account: 'shrinkage', debitMinor: 450, creditMinor: 0 },
        { account: 'inventory', debitMinor: 0, creditMinor: 450 },
      ],
    },
  ]);
});

test('a stock count is posted once, missing and found in one entry; at no cost nothing is posted', async () => {
  const stockCountId = mint('stockCount');
  const data = {
    ...placeOf(),
    stockCountId,
    number: 'ALG1-SC-2026-000003',
    missingCostMinor: 900,
    foundCostMinor: 250,
    foundDeliveryId: mint('delivery'),
    postedAt: '2026-03-04T10:00:00.000Z',
    postedBy: 'usr_y',
  };
  const free = { ...data, stockCountId: mint('stockCount'), missingCostMinor: 0, foundCostMinor: 0 };
  await service.publish(inventoryEvents.stockCounted, free);
  await service.publish(inventoryEvents.stockCounted, data);
  await service.publish(inventoryEvents.stockCounted, data);
  const last = { ...data, stockCountId: mint('stockCount') };
  await service.publish(inventoryEvents.stockCounted, last);
  await service.eventually(async () => expect(await entriesOf(last.stockCountId)).toHaveLength(1));
  expect(await entriesOf(stockCountId)).toMatchObject([
    {
      kind: 'stockCount',
      journal: 'stock',
      document: 'ALG1-SC-2026-000003',
      businessDay: '2026-03-04',
      lines: [
        { account: 'shrinkage', debitMinor: 900, creditMinor: 0 },
        { account: 'inventory', debitMinor: 0, creditMinor: 900 },
        { account: 'inventory', debitMinor: 250, creditMinor: 0 },
        { account: 'shrinkage', debitMinor: 0, creditMinor: 250 },
      ],
    },
  ]);
  expect(await entriesOf(free.stockCountId)).toEqual([]);
});
