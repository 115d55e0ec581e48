import { expect, test } from '@jest/globals';
import { USUAL_LEAD_DAYS, whatToOrderRowOf } from './what-to-order.js';

const product = { sku: 'A', name: 'Article', unit: 'piece', quantityDecimals: 0 } as const;
const figures = {
  productId: 'prd_1',
  available: 2,
  onOrder: 0,
  threshold: 4,
  currency: 'DZD',
  suppliers: [
    { supplierId: 's1', supplierName: 'One', leadTimeDays: 21, orderMultiple: 5 },
    { supplierId: 's2', supplierName: 'Two' },
  ],
} as const;
const terms = { days: 56, reviewDays: 7 };
const row = (supplierId?: string, suppliers: readonly object[] = figures.suppliers) =>
  whatToOrderRowOf({ ...figures, suppliers } as never, product, 56, { ...terms, supplierId });

test('the supplier that delivered last decides the lead time and the multiple', () =>
  expect(row()).toMatchObject({
    supplier: { supplierId: 's1' },
    sold: 56,
    leadTimeDays: 21,
    demand: 28,
    needed: 32,
    missing: 30,
    suggested: 30,
  }));

test('the supplier asked for decides where one is; without a lead time the usual one is taken', () =>
  expect(row('s2')).toMatchObject({
    supplier: { supplierId: 's2' },
    leadTimeDays: USUAL_LEAD_DAYS,
    demand: 14,
    suggested: 16,
  }));

test('a product without a supplier has a suggestion and nobody to order of', () => {
  const alone = row(undefined, []);
  expect(alone).toMatchObject({ leadTimeDays: USUAL_LEAD_DAYS, suggested: 16 });
  expect(alone.supplier).toBeUndefined();
});
