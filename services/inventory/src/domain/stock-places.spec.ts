import { expect, test } from '@jest/globals';
import type { TravellingTransfer } from './stock-places.js';
import { unitsOnTheRoadOf } from './stock-places.js';

const line = (productId: string, shippedQuantity: number, receivedQuantity: number, lostQuantity: number) =>
  ({ productId, shippedQuantity, receivedQuantity, lostQuantity }) as TravellingTransfer['lines'][number];
const transfer = (id: string, ...lines: TravellingTransfer['lines']): TravellingTransfer => ({
  _id: id,
  number: `${id}-N`,
  fromStoreId: 'sto_1',
  toStoreId: 'sto_2',
  lines,
});

test('what was shipped and neither received nor lost is on the road, of the products asked for', () => {
  const all = [
    transfer('trf_2', line('prd_1', 3, 0, 0)),
    transfer('trf_1', line('prd_1', 10, 6, 1), line('prd_2', 5, 5, 0), line('prd_3', 4, 0, 0)),
  ];
  expect(unitsOnTheRoadOf(all, new Set(['prd_1', 'prd_2']))).toEqual([
    {
      transferId: 'trf_1',
      number: 'trf_1-N',
      fromStoreId: 'sto_1',
      toStoreId: 'sto_2',
      productId: 'prd_1',
      quantity: 3,
    },
    {
      transferId: 'trf_2',
      number: 'trf_2-N',
      fromStoreId: 'sto_1',
      toStoreId: 'sto_2',
      productId: 'prd_1',
      quantity: 3,
    },
  ]);
});
