import { describe, expect, test } from '@jest/globals';
import type { Product, Store } from './records.js';
import { decideSetStoreThreshold, thresholdIn } from './store-threshold.js';

const product = { _id: 'prd_1', lowStockThreshold: 5, revision: 3, changedAt: 'then' } as Product;
const store = { _id: 'sto_1' } as Store;
const at = { now: 'now' };
const set = (lowStockThreshold: number | null, before: Product = product) =>
  decideSetStoreThreshold({ product: before, store }, { productId: 'prd_1', storeId: 'sto_1', lowStockThreshold }, at);

describe('decideSetStoreThreshold', () => {
  test('sets, changes and takes back the threshold of one store, each with a new revision', () => {
    const own = set(9);
    expect(own).toMatchObject({ isNew: true, product: { revision: 4, changedAt: 'now', lowStockThreshold: 5 } });
    expect(own.product.storeThresholds).toEqual([{ storeId: 'sto_1', lowStockThreshold: 9 }]);
    const never = set(0, own.product);
    expect(never.product.storeThresholds).toEqual([{ storeId: 'sto_1', lowStockThreshold: 0 }]);
    expect(set(null, never.product).product).toMatchObject({ revision: 6, storeThresholds: [] });
  });
  test('what is so already changes nothing', () => {
    expect(set(null)).toEqual({ product, isNew: false });
    const own = set(9).product;
    expect(set(9, own)).toEqual({ product: own, isNew: false });
  });
  test('other stores keep theirs, in order', () => {
    const before = { ...product, storeThresholds: [{ storeId: 'sto_2', lowStockThreshold: 7 }] };
    expect(set(1, before).product.storeThresholds).toEqual([
      { storeId: 'sto_1', lowStockThreshold: 1 },
      { storeId: 'sto_2', lowStockThreshold: 7 },
    ]);
  });
  test.each([
    ['product.unknown', null, store],
    ['store.unknown', product, null],
  ])('%s is refused', (code, one, two) => {
    const command = { productId: 'prd_1', storeId: 'sto_1', lowStockThreshold: 1 };
    expect(() => decideSetStoreThreshold({ product: one, store: two }, command, at)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

test('a store without a threshold of its own has that of the product', () => {
  const { product: own } = set(0);
  expect([thresholdIn(own, 'sto_1'), thresholdIn(own, 'sto_2')]).toEqual([0, 5]);
});
