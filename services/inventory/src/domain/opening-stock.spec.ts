import { expect, test } from '@jest/globals';
import { openingStockOf } from './opening-stock.js';

const batch = (productId: string, deliveryId: string, receivedQty: number, costMinor: number, expiresOn?: string) => ({
  ...{ productId, deliveryId, receivedQty, costMinor },
  ...(expiresOn === undefined ? {} : { expiresOn }),
});

test('units, costs and dates are added up by product and delivery; what was taken back is left out', () => {
  const batches = [
    batch('prd_2', 'dlv_1', 5, 50),
    batch('prd_1', 'dlv_1', 2, 7, '2027-03-31'),
    batch('prd_1', 'dlv_1', 3, 8, '2027-01-31'),
    batch('prd_1', 'dlv_1', 1, 1, '2027-01-31'),
    batch('prd_1', 'dlv_2', 1, 1),
    batch('prd_1', 'dlv_3', 9, 9),
  ];
  expect(openingStockOf(batches, new Set(['dlv_3']))).toEqual([
    { productId: 'prd_1', deliveryId: 'dlv_1', quantity: 6, costMinor: 16, expiresOn: ['2027-01-31', '2027-03-31'] },
    { productId: 'prd_1', deliveryId: 'dlv_2', quantity: 1, costMinor: 1, expiresOn: [] },
    { productId: 'prd_2', deliveryId: 'dlv_1', quantity: 5, costMinor: 50, expiresOn: [] },
  ]);
});
