import { expect, test } from '@jest/globals';
import { openingStockOf } from './opening-stock.js';

const batch = (productId: string, deliveryId: string, receivedQty: number, costMinor: number) => ({
  ...{ productId, deliveryId, receivedQty, costMinor },
});

test('units and costs are added up by product and delivery; what was taken back is left out', () => {
  const batches = [
    batch('prd_2', 'dlv_1', 5, 50),
    batch('prd_1', 'dlv_1', 2, 7),
    batch('prd_1', 'dlv_1', 3, 8),
    batch('prd_1', 'dlv_2', 1, 1),
    batch('prd_1', 'dlv_3', 9, 9),
  ];
  expect(openingStockOf(batches, new Set(['dlv_3']))).toEqual([
    { productId: 'prd_1', deliveryId: 'dlv_1', quantity: 5, costMinor: 15 },
    { productId: 'prd_1', deliveryId: 'dlv_2', quantity: 1, costMinor: 1 },
    { productId: 'prd_2', deliveryId: 'dlv_1', quantity: 5, costMinor: 50 },
  ]);
});
