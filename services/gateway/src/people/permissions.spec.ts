import { describe, expect, test } from '@jest/globals';
import { ACTIONS, assertMay, may, PERMISSIONS, permissionOf, rolesOf, storesOf, type Action } from './permissions.js';
import { PERSON_ROLES, type Person } from './person.js';

const [HERE, THERE] = ['sto_here', 'sto_there'];
const person = (role: string, storeIds: string[] | null): Person => ({
  userId: 'usr_1',
  name: 'x',
  role: role as 'owner',
  storeIds,
});

test.each(ACTIONS)('%s has a reason, and nobody’s right in other stores goes further than in their own', (action) => {
  const { ownStore, otherStores, why } = permissionOf(action);
  expect(why).toMatch(/^[A-Z].{20,}\.$/);
  expect(otherStores.filter((role) => !ownStore.includes(role))).toEqual([]);
  expect(new Set(ownStore).size).toBe(ownStore.length);
});

test.each<[Action, string]>([
  ['giveCredit', 'owner manager'],
  ['sellTaxFree', 'owner manager'],
  ['returnBeyondLimits', 'owner manager'],
  ['refundInCashWhatWasNot', 'owner manager'],
  ['seeCosts', 'owner manager accountant auditor'],
  ['approve', 'owner manager'],
  ['closeDays', 'owner manager'],
  ['runAudit', 'owner manager accountant auditor'],
  ['checkOut', 'owner manager cashier'],
  ['receiveDeliveries', 'owner manager stockKeeper'],
  ['readSuppliers', 'owner manager stockKeeper accountant auditor'],
  ['changeSuppliers', 'owner manager stockKeeper'],
  ['readPurchaseOrders', 'owner manager stockKeeper accountant auditor'],
  ['changePurchaseOrders', 'owner manager stockKeeper'],
  ['readTransfers', 'owner manager cashier stockKeeper accountant auditor'],
  ['requestTransfers', 'owner manager cashier stockKeeper'],
  ['shipTransfers', 'owner manager stockKeeper'],
  ['receiveTransfers', 'owner manager stockKeeper'],
  ['readWriteOffs', 'owner manager stockKeeper accountant auditor'],
  ['writeOffStock', 'owner manager stockKeeper'],
  ['readStockCounts', 'owner manager stockKeeper accountant auditor'],
  ['countStock', 'owner manager stockKeeper'],
  ['postStockCounts', 'owner manager stockKeeper'],
  ['postStockBeyondLimits', 'owner manager'],
  ['openStores', 'owner'],
])('%s: %s', (action, roles) => {
  expect(rolesOf(action).join(' ')).toBe(roles);
});

test('an auditor writes nothing but an audit; an accountant keeps the books beside it', () => {
  const reads = /^(read|see|follow|signIn|setUp|runAudit)/;
  const writes = (role: string) => ACTIONS.filter((action) => may(person(role, null), action) && !reads.test(action));
  expect(writes('auditor')).toEqual([]);
  expect(writes('accountant').toSorted()).toEqual(['changeCharts', 'keepBooks', 'paySuppliers', 'recordSupplierBills']);
});

describe('a person bound to a store', () => {
  const cashier = person('cashier', [HERE]);

  test.each<[Action, string | undefined, boolean]>([
    ['checkOut', HERE, true],
    ['checkOut', THERE, false],
    ['checkOut', undefined, true],
    ['readCustomers', undefined, true],
    ['readProducts', undefined, true],
    ['approve', HERE, false],
    ['seeAvailability', THERE, true],
    ['readStock', THERE, false],
    ['runAudit', undefined, false],
  ])('%s in %s: %s', (action, storeId, expected) => {
    expect(may(cashier, action, storeId)).toBe(expected);
  });

  test('is told whether it is the role or the store', () => {
    expect(() => assertMay(cashier, 'approve', THERE)).toThrow(expect.objectContaining({ code: 'role.not-allowed' }));
    expect(() => assertMay(cashier, 'checkOut', THERE)).toThrow(expect.objectContaining({ code: 'store.not-yours' }));
    expect(() => assertMay(person('owner', [HERE]), 'runAudit')).toThrow(
      expect.objectContaining({ code: 'store.not-all-yours' }),
    );
    expect(() => assertMay(person('auditor', null), 'runAudit')).not.toThrow();
  });

  test('gets lists of that store; of the chain where the thing belongs to the chain', () => {
    expect(storesOf(cashier, 'readSales')).toEqual([HERE]);
    expect(storesOf(cashier, 'readCustomers')).toBeUndefined();
    expect(storesOf(person('owner', null), 'readSales')).toBeUndefined();
    expect(storesOf(person('manager', []), 'readSales')).toEqual([]);
  });
});

test('what has no row is nobody’s, and an unknown role may nothing that needs one', () => {
  for (const action of ['toString', 'fly', '']) expect(() => permissionOf(action)).toThrow(/has no row/);
  for (const action of ACTIONS.filter((one) => !PERMISSIONS[one].open))
    expect(may(person('system', null), action)).toBe(false);
  expect(PERSON_ROLES).not.toContain('system');
});
