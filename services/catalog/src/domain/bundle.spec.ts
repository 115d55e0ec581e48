import { describe, expect, test } from '@jest/globals';
import type { BundlePart } from '@comptoir/contracts';
import { frozenParts, partIdsOf, refuseNewBundle, requireParts, stockOfBundle } from './bundle.js';
import type { Availability, Product } from './records.js';

const product = (id: string, fields: Partial<Product> = {}): Product => ({
  _id: id,
  sku: id,
  skuKey: id,
  name: id,
  barcodes: [],
  unit: 'piece',
  quantityDecimals: 0,
  priceMinMinor: 0,
  priceListMinor: 300,
  priceMaxMinor: 900,
  currency: 'DZD',
  taxRateBps: 0,
  warrantyMonths: 0,
  lowStockThreshold: 0,
  revision: 1,
  createdAt: 'then',
  changedAt: 'then',
  ...fields,
});
const parts: BundlePart[] = [
  { productId: 'cup', quantity: 2 },
  { productId: 'tea', quantity: 250 },
];
const [cup, tea] = [product('cup'), product('tea', { unit: 'kg', quantityDecimals: 3 })];
const box = product('box', { parts });

describe('the parts of a bundle', () => {
  const ask =
    (found: Product[], bundle: Partial<Product> = {}) =>
    () =>
      requireParts({ ...box, ...bundle }, found);
  test.each<[string, () => void, string]>([
    ['one that no product is', ask([cup]), 'product.unknown'],
    ['a bundle', ask([cup, { ...tea, parts }]), 'product.part-is-bundle'],
    [
      'a parent of variants',
      ask([cup, { ...tea, variantOptions: [{ name: 'Size', values: ['S'] }] }]),
      'product.has-variants',
    ],
    ['an archived one', ask([cup, { ...tea, archivedAt: 'then' }]), 'product.archived'],
    ['one of another currency', ask([cup, { ...tea, currency: 'EUR' }]), 'price.currency-mismatch'],
    ['of a bundle by weight', ask([cup, tea], { unit: 'kg' }), 'product.bundle-not-in-pieces'],
    ['of half bundles', ask([cup, tea], { quantityDecimals: 1 }), 'product.bundle-not-in-pieces'],
    ['of what was no bundle', () => refuseNewBundle(cup, { parts }), 'product.bundle-fixed'],
  ])('%s is refused', (_name, call, code) => expect(call).toThrow(expect.objectContaining({ code })));

  test('that it may have; a product without parts has none to ask for', () => {
    expect(ask([cup, tea])).not.toThrow();
    expect(() => requireParts(cup, [])).not.toThrow();
    expect(() => refuseNewBundle(box, { parts })).not.toThrow();
    expect(() => refuseNewBundle(cup, { name: 'x' })).not.toThrow();
    expect(partIdsOf([box, cup, box])).toEqual(['cup', 'tea']);
  });

  test('are frozen as they are, and not when one is sold no more', () => {
    const known = (...found: Product[]) => new Map(found.map((one) => [one._id, one]));
    expect(frozenParts(box, known(cup, tea))).toEqual([
      {
        productId: 'cup',
        sku: 'cup',
        name: 'cup',
        quantity: 2,
        unit: 'piece',
        quantityDecimals: 0,
        priceListMinor: 300,
      },
      {
        productId: 'tea',
        sku: 'tea',
        name: 'tea',
        quantity: 250,
        unit: 'kg',
        quantityDecimals: 3,
        priceListMinor: 300,
      },
    ]);
    const gone = known(cup, { ...tea, archivedAt: 'then' });
    expect(() => frozenParts(box, gone)).toThrow(expect.objectContaining({ code: 'product.archived' }));
  });
});

test.each<[string, [store: string, product: string, available: number][], [store: string, available: number][]]>([
  [
    'the scarcest part decides',
    [
      ['s', 'cup', 9],
      ['s', 'tea', 800],
    ],
    [['s', 3]],
  ],
  [
    'whole bundles only',
    [
      ['s', 'cup', 1],
      ['s', 'tea', 800],
    ],
    [['s', 0]],
  ],
  ['a part that never came', [['s', 'cup', 9]], [['s', 0]]],
  [
    'store by store',
    [
      ['s', 'cup', 9],
      ['r', 'cup', 4],
      ['r', 'tea', 500],
      ['s', 'tea', 250],
    ],
    [
      ['s', 1],
      ['r', 2],
    ],
  ],
  ['what is no part', [['s', 'pot', 9]], []],
])('stock of a bundle: %s', (_name, levels, expected) => {
  const stock = levels.map(([storeId, productId, available], at): Availability => ({
    _id: `${storeId}/${productId}`,
    storeId,
    productId,
    available,
    version: at + 1,
  }));
  const view = stockOfBundle(box, stock);
  expect(view.map(({ storeId, available }) => [storeId, available])).toEqual(expected);
  expect(view.reduce((sum, one) => sum + one.version, 0)).toBe(
    stock.filter((one) => one.productId !== 'pot').reduce((sum, one) => sum + one.version, 0),
  );
});
