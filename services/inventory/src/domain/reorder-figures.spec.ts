import { expect, test } from '@jest/globals';
import { newLevel } from './levels.js';
import { outstandingOf, reorderFiguresOf, suppliersByProduct } from './reorder-figures.js';
import type { SupplierProduct, SupplierRecord } from './supplier-records.js';

test('what is outstanding of a product is the sum over orders; what came beyond an order takes nothing off another', () => {
  const line = (productId: string, quantity: number, receivedQuantity: number) => ({
    productId,
    quantity,
    receivedQuantity,
    expectedCostMinor: 0,
    receivedCostMinor: 0,
  });
  const orders = [{ lines: [line('a', 10, 4), line('b', 3, 5)] }, { lines: [line('a', 2, 0), line('b', 1, 0)] }];
  expect([...outstandingOf(orders)]).toEqual([
    ['a', 8],
    ['b', 1],
  ]);
});

test('suppliers of a product: the one that delivered last first, without those that are archived', () => {
  const last = (deliveryId: string) =>
    ({ deliveryId, receivedDay: '2026-11-01', quantity: 2, costMinor: 50, currency: 'DZD' }) as const;
  const of = (supplierId: string, deliveryId?: string): SupplierProduct => ({
    _id: `${supplierId}/p`,
    supplierId,
    productId: 'p',
    revision: 1,
    ...(deliveryId ? { last: last(deliveryId) } : {}),
  });
  const suppliers = [
    { _id: 's1', name: 'One', archived: false },
    { _id: 's2', name: 'Two', archived: false, leadTimeDays: 4 },
    { _id: 's3', name: 'Three', archived: true },
  ] as SupplierRecord[];
  const found = suppliersByProduct([of('s1'), of('s2', 'dlv_2'), of('s3', 'dlv_9')], suppliers);
  const { deliveryId: _id, ...bought } = last('dlv_2');
  const rows = [
    { supplierId: 's2', supplierName: 'Two', leadTimeDays: 4, last: bought },
    { supplierId: 's1', supplierName: 'One' },
  ];
  expect(found.get('p')).toEqual(rows);
  const level = { ...newLevel('sto_1', 'p', 'DZD', 3), available: 2 };
  expect(reorderFiguresOf(level, new Map([['p', 7]]), found)).toEqual({
    productId: 'p',
    available: 2,
    onOrder: 7,
    threshold: 3,
    currency: 'DZD',
    suppliers: rows,
  });
});
