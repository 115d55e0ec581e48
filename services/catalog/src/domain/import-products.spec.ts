import { expect, test } from '@jest/globals';
import { decideImportProducts, type ImportState } from './import-products.js';
import type { Product } from './records.js';

const moment = { now: '2026-03-02T08:00:00.000Z', actor: { id: 'usr_1', role: 'manager' as const } };
const product: Product = {
  _id: 'prd_00000000000000000000000001',
  sku: 'TEA-1',
  skuKey: 'tea-1',
  name: 'Green tea',
  barcodes: ['6130001'],
  unit: 'kg',
  quantityDecimals: 3,
  priceMinMinor: 90,
  priceListMinor: 100,
  priceMaxMinor: 120,
  currency: 'DZD',
  taxRateBps: 1900,
  warrantyMonths: 0,
  lowStockThreshold: 500,
  revision: 3,
  createdAt: '2026-01-02T00:00:00.000Z',
  changedAt: '2026-01-02T00:00:00.000Z',
};
const state: ImportState = {
  products: [product],
  barcodes: [{ _id: '6130001', productId: product._id }],
  categories: [],
};
const fresh = { name: 'Mint', priceListMinor: 200, currency: 'DZD' as const, taxRateBps: 900 };
const row = (line: number, sku: string, fields: object) => ({
  line,
  productId: `prd_0000000000000000000000010${line}`,
  sku,
  fields,
});
const decide = (rows: ReturnType<typeof row>[], allOrNothing = false) =>
  decideImportProducts(state, { rows, allOrNothing }, moment);

test('a row is new, changed or unchanged by its SKU, case aside', () => {
  const { rows, saved } = decide([
    row(2, 'MINT-1', fresh),
    row(3, 'tea-1', { priceListMinor: 110, barcodes: ['6130001'] }),
    row(4, 'Tea-2', { ...fresh, barcodes: ['6130002', '6130002'] }),
  ]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['new', 'changed', 'new']);
  expect(saved.map((one) => one.product)).toMatchObject([
    { sku: 'MINT-1', priceMinMinor: 200, priceMaxMinor: 200, unit: 'piece', barcodes: [], revision: 1 },
    { sku: 'TEA-1', priceListMinor: 110, name: 'Green tea', revision: 4, createdAt: product.createdAt },
    { sku: 'Tea-2', barcodes: ['6130002'] },
  ]);
});

test('a row that says what is there changes nothing', () => {
  const { skuKey: _key, _id, revision: _revision, createdAt: _at, changedAt: _changed, sku, ...fields } = product;
  const { rows, saved } = decide([row(2, sku, { ...fields, categoryId: null })]);
  expect(rows).toEqual([{ line: 2, outcome: 'unchanged' }]);
  expect(saved).toEqual([]);
});

test.each([
  ['a new product without a name', [row(2, 'X', { ...fresh, name: undefined })], 'import.field-missing', 'name'],
  [
    'a barcode of another product',
    [row(2, 'X', { ...fresh, barcodes: ['6130001'] })],
    'product.barcode-taken',
    'barcodes',
  ],
  ['prices out of order', [row(2, 'TEA-1', { priceListMinor: 80 })], 'product.prices-out-of-order', 'priceList'],
  ['another unit', [row(2, 'TEA-1', { unit: 'piece' })], 'product.unit-fixed', 'unit'],
  [
    'an unknown category',
    [row(2, 'TEA-1', { categoryId: 'cat_00000000000000000000000001' })],
    'category.unknown',
    'category',
  ],
])('%s is refused', (_name, rows, code, field) => {
  expect(decide(rows).refused).toEqual([expect.objectContaining({ line: 2, code, field })]);
});

test('of two rows with one SKU or one barcode the first is taken', () => {
  const rows = [
    row(2, 'A', { ...fresh, barcodes: ['6130009'] }),
    row(3, 'a', fresh),
    row(4, 'B', { ...fresh, barcodes: ['6130009'] }),
  ];
  const { saved, refused } = decide(rows);
  expect(saved).toHaveLength(1);
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [3, 'import.sku-twice'],
    [4, 'product.barcode-taken'],
  ]);
});

test('all or nothing: a refused row leaves nothing to be saved', () => {
  const rows = [row(2, 'A', fresh), row(3, 'TEA-1', { unit: 'piece' })];
  expect(decide(rows, true).saved).toEqual([]);
  expect(decide(rows, false).saved).toHaveLength(1);
});
