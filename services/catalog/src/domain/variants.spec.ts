import { describe, expect, test } from '@jest/globals';
import { decideCreateVariants, followersOf, reachesVariants, withOwnFields, type VariantsState } from './variants.js';
import type { Product } from './records.js';

const moment = { now: 'now', actor: { id: 'usr_1', role: 'manager' as const } };
const parent: Product = {
  _id: 'prd_0',
  sku: 'TSH',
  skuKey: 'tsh',
  name: 'T-shirt',
  barcodes: ['TSH-1234'],
  brand: 'Essai',
  categoryId: 'cat_1',
  unit: 'piece',
  quantityDecimals: 0,
  priceMinMinor: 90,
  priceListMinor: 100,
  priceMaxMinor: 120,
  currency: 'DZD',
  taxRateBps: 1_900,
  warrantyMonths: 0,
  lowStockThreshold: 3,
  revision: 4,
  createdAt: 'then',
  changedAt: 'then',
};
const options = [
  { name: 'Size', values: ['S', 'M'] },
  { name: 'Colour', values: ['Red', 'Blue'] },
];
const state: VariantsState = { parent, variants: [], stock: [], known: [], skus: [], barcodes: [] };
const one = (values: string[], at = 1, barcodes: string[] = []) => ({
  productId: `prd_${at}`,
  values,
  sku: `TSH-${at}`,
  barcodes,
});
const input = (variants = [one(['S', 'Red']), one(['M', 'Blue'], 2)], revision = 4) => ({
  productId: 'prd_0',
  revision,
  options,
  variants,
});
const made = decideCreateVariants(state, input(), moment);
const variants = made.saved.map(({ product }) => product);

test('variants have what the parent has, and their own name, SKU and barcodes; the parent has the options', () => {
  expect(made.parent).toMatchObject({ revision: 5, variantOptions: options, sku: 'TSH' });
  expect(variants).toMatchObject([
    {
      name: 'T-shirt · S / Red',
      sku: 'TSH-1',
      barcodes: [],
      brand: 'Essai',
      categoryId: 'cat_1',
      priceListMinor: 100,
      revision: 1,
      variantOf: { productId: 'prd_0', values: ['S', 'Red'], own: [] },
    },
    { name: 'T-shirt · M / Blue' },
  ]);
  expect(made.saved[0]!.price).toMatchObject({ _id: 'prd_1/000000001', priceListMinor: 100 });
});

test('more are added later, with values at the end', () => {
  const more = [options[0]!, { name: 'Colour', values: ['Red', 'Blue', 'Green'] }];
  const later = { ...input([one(['S', 'Green'], 3)], 5), options: more };
  const again = decideCreateVariants({ ...state, parent: made.parent, variants }, later, moment);
  expect(again.parent.variantOptions).toEqual(more);
});

describe('refused are', () => {
  const full = Array.from({ length: 100 }, (_none, at) => ({
    ...variants[0]!,
    variantOf: { ...variants[0]!.variantOf!, values: [String(at), ''] },
  }));
  test.each<[string, string, Partial<VariantsState>, ReturnType<typeof input>]>([
    ['an unknown parent', 'product.unknown', { parent: null }, input()],
    ['a bundle', 'product.is-bundle', { parent: { ...parent, parts: [{ productId: 'prd_1', quantity: 1 }] } }, input()],
    ['a variant as a parent', 'product.is-variant', { parent: variants[0]! }, input()],
    ['another revision', 'product.changed', {}, input(undefined, 3)],
    [
      'a product with stock',
      'product.has-stock',
      { stock: [{ _id: 'x', storeId: 'sto_1', productId: 'prd_0', available: 2, version: 1 }] },
      input(),
    ],
    ['a value that is none', 'variants.values-wrong', {}, input([one(['L', 'Red'])])],
    ['a value too few', 'variants.values-wrong', {}, input([one(['S'])])],
    ['one combination twice', 'variants.values-wrong', {}, input([one(['S', 'Red']), one(['S', 'Red'], 2)])],
    ['a combination that is there', 'variants.values-wrong', { variants }, input([one(['S', 'Red'], 3)])],
    ['one too many', 'variants.too-many', { variants: full }, input([one(['S', 'Red'])])],
    ['a SKU that another has', 'product.sku-taken', { skus: [{ ...parent, _id: 'x', skuKey: 'tsh-1' }] }, input()],
    [
      'a barcode twice',
      'product.barcode-taken',
      {},
      input([one(['S', 'Red'], 1, ['ABCD']), one(['M', 'Red'], 2, ['ABCD'])]),
    ],
    ['an id that is there', 'product.exists', { known: [{ ...parent, _id: 'prd_1' }] }, input()],
    [
      'other options than before',
      'variants.options-changed',
      { parent: { ...parent, variantOptions: [{ name: 'Size', values: ['M', 'S'] }] } },
      input(),
    ],
  ])('%s', (_name, code, more, asked) => {
    expect(() => decideCreateVariants({ ...state, ...more }, asked, moment)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a change of the parent', () => {
  const after = { ...parent, name: 'Tee', priceListMinor: 110, taxRateBps: 900, revision: 6, changedAt: 'now' };
  test('reaches its variants, but for what they have of their own', () => {
    const dear = withOwnFields(variants[0]!, {
      product: { ...variants[0]!, priceMinMinor: 200, priceListMinor: 200, priceMaxMinor: 200 },
      barcodesTaken: [],
      barcodesLeft: [],
    }).product;
    expect(dear.variantOf!.own).toEqual(['prices']);
    const followers = followersOf(parent, after, [variants[1]!, dear], moment);
    expect(followers.map(({ product }) => product)).toMatchObject([
      { name: 'Tee · S / Red', priceListMinor: 200, taxRateBps: 900, revision: 2, changedAt: 'now' },
      { name: 'Tee · M / Blue', priceListMinor: 110, taxRateBps: 900 },
    ]);
    expect(followers[1]!.price).toMatchObject({ priceListMinor: 110, setBy: 'usr_1' });
  });
  test('of its own fields reaches none; without a brand they have none; archived, all are', () => {
    expect(followersOf(parent, { ...parent, barcodes: [] }, variants, moment)).toEqual([]);
    const { brand: _brand, ...without } = parent;
    for (const { product } of followersOf(parent, without, variants, moment))
      expect(product).not.toHaveProperty('brand');
    const archived = { ...parent, archivedAt: 'now', archivedBy: 'usr_1' };
    const gone = followersOf(parent, archived, variants, moment).map(({ product }) => product);
    expect(gone).toMatchObject([{ archivedAt: 'now' }, { archivedAt: 'now' }]);
    for (const { product } of followersOf(archived, parent, gone, moment))
      expect(product).not.toHaveProperty('archivedAt');
  });
  test.each([
    [{ name: 'x' }, true],
    [{ archived: true }, true],
    [{ barcodes: [] }, false],
  ])('%j would reach variants: %s', (changes, reaches) => {
    expect(reachesVariants({ ...parent, variantOptions: options }, changes)).toBe(reaches);
    expect(reachesVariants(parent, changes)).toBe(false);
  });
});
