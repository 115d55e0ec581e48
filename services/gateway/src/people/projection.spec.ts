import { expect, test } from '@jest/globals';
import type { Person } from './person.js';
import { forPerson, withinStores, withoutCosts } from './projection.js';

const [HERE, THERE] = ['sto_here', 'sto_there'];
const cashier: Person = { userId: 'usr_1', name: 'x', role: 'cashier', storeIds: [HERE] };
const owner: Person = { ...cashier, role: 'owner', storeIds: null };

test('costs and margins are taken out at any depth; everything else stays as it is', () => {
  const sale = {
    costMinor: 5,
    marginMinor: 1,
    netMinor: 6,
    customer: { customerId: 'cus_1' },
    lines: [{ costMinor: 5, quantity: 1, allocations: [{ batchId: 'bat_1', costMinor: 5 }] }],
    batches: [{ batchId: 'bat_1', remainingQty: 1, costMinor: 7, remainingCostMinor: 5 }],
    payment: null,
    totalCostMinor: 9,
  };
  expect(withoutCosts(sale)).toEqual({
    netMinor: 6,
    customer: { customerId: 'cus_1' },
    lines: [{ quantity: 1, allocations: [{ batchId: 'bat_1' }] }],
    batches: [{ batchId: 'bat_1', remainingQty: 1 }],
    payment: null,
  });
  expect(forPerson(cashier, sale)).toEqual(withoutCosts(sale));
  expect(forPerson(owner, sale)).toBe(sale);
});

test('rows of other stores are left out, nested ones too; a record of another store is refused', () => {
  const rows = { items: [{ storeId: HERE, n: 1 }, { storeId: THERE, n: 2 }, { seller: { storeId: THERE } }, { n: 3 }] };
  expect(withinStores(cashier, 'readSales', rows)).toEqual({ items: [{ storeId: HERE, n: 1 }, { n: 3 }] });
  expect(withinStores(owner, 'readSales', rows)).toBe(rows);
  const product = { productId: 'prd_1', stock: [{ storeId: HERE }, { storeId: THERE }] };
  expect(withinStores(cashier, 'readStock', product)).toEqual({ productId: 'prd_1', stock: [{ storeId: HERE }] });
  for (const foreign of [{ storeId: THERE }, { seller: { storeId: THERE } }])
    expect(() => withinStores(cashier, 'readSales', foreign)).toThrow(
      expect.objectContaining({ code: 'store.not-yours' }),
    );
});
