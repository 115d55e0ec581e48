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

const entriesOf = async (ref: string) => (await service.call(sales.listEntries, { ref })).items;
const corrected = (owedCostMinor: number, stockCostMinor: number) => ({
  deliveryCorrectionId: mint('deliveryCorrection'),
  deliveryId: mint('delivery'),
  storeId: mint('store'),
  storeCode: 'ALG1',
  currency: 'DZD' as const,
  owedCostMinor,
  stockCostMinor,
  reference: 'BL-7',
  reason: 'Miscounted',
  correctedAt: '2026-03-04T23:30:00.000Z',
  timeZone: 'Africa/Algiers',
  correctedBy: 'usr_x',
});

test('a correction of a delivery is posted once: stock and price difference against what is owed', async () => {
  const data = corrected(-500, -550);
  const id = mint('event');
  await service.publish(inventoryEvents.deliveryCorrected, data, { id });
  await service.publish(inventoryEvents.deliveryCorrected, data, { id });
  await service.publish(inventoryEvents.deliveryCorrected, data);
  await service.publish(inventoryEvents.deliveryCorrected, corrected(0, 0)); // nothing changed
  const last = corrected(200, 50);
  await service.publish(inventoryEvents.deliveryCorrected, last);
  await service.eventually(async () => expect(await entriesOf(last.deliveryCorrectionId)).toHaveLength(1));
  expect(await entriesOf(data.deliveryCorrectionId)).toMatchObject([
    {
      kind: 'deliveryCorrection',
      journal: 'purchases',
      document: 'BL-7',
      reason: 'Miscounted',
      businessDay: '2026-03-05',
      postedBy: 'usr_x',
    },
  ]);
  const sidesOf = async (ref: string) =>
    Object.fromEntries(
      (await entriesOf(ref))[0]!.lines.map(({ account, debitMinor, creditMinor }) => [
        account,
        debitMinor - creditMinor,
      ]),
    );
  expect(await sidesOf(data.deliveryCorrectionId)).toEqual({
    inventory: -550,
    purchasePriceDifference: 50,
    goodsReceivedNotInvoiced: 500,
  });
  expect(await sidesOf(last.deliveryCorrectionId)).toEqual({
    inventory: 50,
    purchasePriceDifference: 150,
    goodsReceivedNotInvoiced: -200,
  });
});
