import { expect, test } from '@jest/globals';
import { decideDraftPurchaseOrders } from './draft-purchase-orders.js';
import type { SupplierProduct, SupplierRecord } from './supplier-records.js';

const moment = { now: '2026-11-29T10:00:00.000Z', actor: { id: 'usr_1', role: 'stockKeeper' } } as const;
const suppliers = [
  { _id: 's1', name: 'One', archived: false, revision: 1, leadTimeDays: 5 },
  { _id: 's2', name: 'Two', archived: false, revision: 1 },
  { _id: 's3', name: 'Gone', archived: true, revision: 1 },
] as unknown as SupplierRecord[];
const last = { deliveryId: 'd', receivedDay: '2026-11-01', quantity: 3, costMinor: 1_000 };
const products = [
  { _id: 's1/a', supplierId: 's1', productId: 'a', revision: 1, last: { ...last, currency: 'DZD' } },
  { _id: 's1/b', supplierId: 's1', productId: 'b', revision: 1, last: { ...last, currency: 'EUR' } },
] as SupplierProduct[];
const store = { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' } as const;
const draft = (...orders: { supplierId: string; lines: { productId: string; quantity: number }[] }[]) =>
  decideDraftPurchaseOrders(
    { suppliers, products, series: { _id: 'ALG1-PO-2026', last: 7 } },
    { storeId: 'sto_1', store, orders: orders.map((one, at) => ({ purchaseOrderId: `por_${at}`, ...one })) },
    moment,
  );

test('one order a supplier, with numbers in a row, last prices and the day of the lead time', () => {
  const lines = [
    { productId: 'a', quantity: 7 },
    { productId: 'b', quantity: 2 },
  ];
  const written = draft({ supplierId: 's1', lines }, { supplierId: 's2', lines: [{ productId: 'a', quantity: 1 }] });
  expect(written.map(({ series }) => series.last)).toEqual([8, 9]);
  expect(written.map(({ order }) => order)).toMatchObject([
    {
      number: 'ALG1-PO-2026-000008',
      state: 'draft',
      supplierName: 'One',
      expectedDay: '2026-12-04',
      lines: [
        { productId: 'a', quantity: 7, expectedCostMinor: 2_333 },
        { productId: 'b', quantity: 2, expectedCostMinor: 0 }, // its price is in another currency
      ],
      totalExpectedCostMinor: 2_333,
    },
    { number: 'ALG1-PO-2026-000009', supplierName: 'Two', totalExpectedCostMinor: 0 },
  ]);
  expect(written[1]!.order.expectedDay).toBeUndefined();
});

const one = { productId: 'a', quantity: 1 };
test.each([
  ['supplier.unknown', [{ supplierId: 's9', lines: [one] }]],
  ['supplier.archived', [{ supplierId: 's3', lines: [one] }]],
  [
    'message.invalid',
    [
      { supplierId: 's1', lines: [one] },
      { supplierId: 's1', lines: [one] },
    ],
  ],
  ['message.invalid', [{ supplierId: 's1', lines: [one, one] }]],
])('%s is refused', (code, orders) => expect(() => draft(...orders)).toThrow(expect.objectContaining({ code })));
