import { expect, test } from '@jest/globals';
import { newestFirst } from './newest-first.js';

const keys = (saleId?: string, customerId?: string, storeId?: string) => [
  { field: 'saleId', owner: saleId, plain: true },
  { field: 'customerKey', owner: customerId, condition: 'buyer.customerId' },
  { field: 'storeKey', owner: storeId, condition: 'seller.storeId' },
];

test.each([
  ['nothing', keys(), undefined, {}, { _id: -1 }],
  ['nothing, next page', keys(), 'inv_5', { _id: { $lt: 'inv_5' } }, { _id: -1 }],
  ['a plain key', keys('sal_1'), 'inv_5', { saleId: 'sal_1', _id: { $lt: 'inv_5' } }, { _id: -1 }],
  [
    'a composite key',
    keys(undefined, undefined, 's'),
    undefined,
    { storeKey: { $gt: 's/', $lt: 's/~' } },
    { storeKey: -1 },
  ],
  [
    'the first of two keys',
    keys(undefined, 'c', 's'),
    'inv_5',
    { customerKey: { $gt: 'c/', $lt: 'c/inv_5' }, 'seller.storeId': 's' },
    { customerKey: -1 },
  ],
  [
    'all keys',
    keys('sal_1', 'c', 's'),
    undefined,
    { saleId: 'sal_1', 'buyer.customerId': 'c', 'seller.storeId': 's' },
    { _id: -1 },
  ],
])('a list runs on %s', (_name, some, cursor, filter, sort) => {
  expect(newestFirst(some, cursor)).toEqual({ filter, sort });
});
