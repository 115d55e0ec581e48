import { describe, expect, test } from '@jest/globals';
import { DomainError, type ProductChanges } from '@comptoir/contracts';
import { decideChangeProduct, decideCreateProduct, type ProductFields, type UniquenessConflicts } from './product.js';
import { quoteOf } from './quote.js';
import { productViewOf, type Category, type Product, type Store } from './records.js';

const fields: ProductFields = {
  sku: 'Cafe-1',
  name: 'Café moulu',
  barcodes: ['6130001', '6130002'],
  unit: 'piece',
  quantityDecimals: 0,
  priceMinMinor: 90,
  priceListMinor: 100,
  priceMaxMinor: 120,
  currency: 'DZD',
  taxRateBps: 1900,
  warrantyMonths: 0,
  lowStockThreshold: 5,
};
const none: UniquenessConflicts = { barcodes: [] };
const at = (now: string) => ({ now, actor: { id: 'usr_1', role: 'manager' } as const });
const created = decideCreateProduct(
  { known: false, taken: none },
  { productId: 'prd_1', ...fields },
  at('then'),
).product;
const codeOf = (call: () => unknown): string => {
  try {
    call();
    return 'done';
  } catch (error) {
    return (error as DomainError).code;
  }
};
const category = { _id: 'cat_1', name: 'Boissons' } as Category;
const change = (changes: ProductChanges, revision = 1, taken = none, named?: Category | null) =>
  decideChangeProduct(
    { product: created, taken, category: named },
    { productId: 'prd_1', revision, changes },
    at('now'),
  );

describe('decideCreateProduct', () => {
  test('first revision, unique key of the SKU', () =>
    expect(created).toMatchObject({ revision: 1, skuKey: 'cafe-1', createdAt: 'then', changedAt: 'then' }));
  test.each([
    ['the number', true, none, 'product.exists'],
    ['the SKU', false, { skuOwner: 'prd_2', barcodes: [] }, 'product.sku-taken'],
    ['a barcode', false, { barcodes: [{ _id: '6130001', productId: 'prd_2' }] }, 'product.barcode-taken'],
    ['nothing: the barcode was taken off', false, { barcodes: [{ _id: '6130001', productId: null }] }, 'done'],
  ])('%s is taken', (_what, known, taken, code) =>
    expect(codeOf(() => decideCreateProduct({ known, taken }, { productId: 'prd_1', ...fields }, at('now')))).toBe(
      code,
    ),
  );
});

test.each([
  [{}, 'piece', 0],
  [{ unit: 'kg' }, 'kg', 3],
  [{ unit: 'm' }, 'm', 2],
  [{ unit: 'l', quantityDecimals: 1 }, 'l', 1],
  [{ quantityDecimals: 2 }, 'piece', 2],
] as const)('a new product with %j is counted in %s with %d decimals', (measure, unit, quantityDecimals) => {
  const { unit: _unit, quantityDecimals: _decimals, ...bare } = fields;
  const { product } = decideCreateProduct(
    { known: false, taken: none },
    { productId: 'prd_1', ...bare, ...measure },
    at('then'),
  );
  expect(product).toMatchObject({ unit, quantityDecimals });
});

describe('decideChangeProduct', () => {
  test('takes and leaves barcodes', () => {
    const saved = change({ barcodes: ['6130002', '6130003'], name: 'Café grains' });
    expect([saved.barcodesTaken, saved.barcodesLeft]).toEqual([['6130003'], ['6130001']]);
    expect(saved.product).toMatchObject({ revision: 2, createdAt: 'then', changedAt: 'now', sku: 'Cafe-1' });
  });
  const again = (product: Product, changes: ProductChanges) =>
    decideChangeProduct(
      { product, taken: none },
      { productId: 'prd_1', revision: product.revision, changes },
      at('later'),
    ).product;
  test('a category and a brand are given and taken away', () => {
    const { product } = change({ categoryId: 'cat_1', brand: 'Sahel' }, 1, none, category);
    expect(product).toMatchObject({ categoryId: 'cat_1', brand: 'Sahel' });
    expect(again(product, { name: 'x' })).toMatchObject({ categoryId: 'cat_1', brand: 'Sahel' });
    expect(again(product, { categoryId: null, brand: null })).toEqual({ ...created, revision: 3, changedAt: 'later' });
  });
  test('archived it keeps who archived it and when, and what it is; brought back it is as before', () => {
    const { product } = change({ archived: true });
    expect(product).toEqual({ ...created, revision: 2, changedAt: 'now', archivedAt: 'now', archivedBy: 'usr_1' });
    const twice = again(product, { archived: true, name: 'x' });
    expect(twice).toMatchObject({ archivedAt: 'now', archivedBy: 'usr_1', name: 'x' });
    expect(again(product, { archived: false })).toEqual({ ...created, revision: 3, changedAt: 'later' });
    expect(again(created, { archived: false })).toEqual({ ...created, revision: 2, changedAt: 'later' });
  });
  test('a wrong check digit is refused with the right one, and stays where it was before', () => {
    expect(() => change({ barcodes: ['4006381333930'] })).toThrow(
      expect.objectContaining({
        code: 'product.check-digit-wrong',
        details: { barcode: '4006381333930', right: '4006381333931' },
      }),
    );
    const old = { ...created, barcodes: ['4006381333930'] };
    expect(again(old, { barcodes: ['4006381333930', 'FREE-1'] }).barcodes).toEqual(['4006381333930', 'FREE-1']);
  });
  test.each<[string, () => unknown, string]>([
    ['an old revision', () => change({ name: 'x' }, 2), 'product.changed'],
    ['list below min', () => change({ priceListMinor: 89 }), 'product.prices-out-of-order'],
    ['max below list', () => change({ priceMaxMinor: 99 }), 'product.prices-out-of-order'],
    ['min above list', () => change({ priceMinMinor: 101 }), 'product.prices-out-of-order'],
    ['another unit', () => change({ unit: 'kg' }), 'product.unit-fixed'],
    ['other decimals', () => change({ quantityDecimals: 1 }), 'product.unit-fixed'],
    ['its own unit', () => change({ unit: 'piece', quantityDecimals: 0 }), 'done'],
    ['all three moved', () => change({ priceMinMinor: 1, priceListMinor: 1, priceMaxMinor: 1 }), 'done'],
    ['its own SKU', () => change({ sku: 'CAFE-1' }, 1, { skuOwner: 'prd_1', barcodes: [] }), 'done'],
    ['a category that is unknown', () => change({ categoryId: 'cat_9' }, 1, none, null), 'category.unknown'],
    ['a category', () => change({ categoryId: 'cat_1' }, 1, none, category), 'done'],
    ['no category', () => change({ categoryId: null }), 'done'],
    [
      'unknown',
      () => decideChangeProduct({ taken: none }, { productId: 'prd_9', revision: 1, changes: {} }, at('now')),
      'product.unknown',
    ],
  ])('%s', (_name, call, code) => expect(codeOf(call)).toBe(code));
});

describe('productViewOf', () => {
  test.each([
    [5, 5, true],
    [5, 6, false],
    [0, 0, false],
    [5, 0, true],
  ])('threshold %i, available %i: low %s', (lowStockThreshold, available, low) => {
    const view = productViewOf({ ...created, lowStockThreshold }, [
      { _id: 's/p', storeId: 's', productId: 'p', available, version: 3 },
    ]);
    expect(view.stock).toEqual([{ storeId: 's', available, version: 3, low }]);
  });
});

describe('quoteOf', () => {
  const store = {
    _id: 'sto_1',
    code: 'A',
    name: 'A',
    address: 'a',
    timeZone: 'UTC',
    currency: 'DZD',
    identities: [{ from: '2026-01-01', legal: { companyName: 'c' }, setAt: 'then', setBy: 'usr_1' }],
    createdAt: 'then',
    companyId: 'cmp_1',
    pricesIncludeTax: false,
    cashRoundingMinor: 1,
    revision: 1,
  } as Store;
  const NOW = '2026-02-03T00:00:00.000Z';
  const other: Product = { ...created, _id: 'prd_2', currency: 'EUR' };
  const ask = (...ids: string[]) => ({
    storeId: 'sto_1',
    lines: ids.map((productId, index) => ({ lineId: `lin_${index}`, productId })),
  });
  test('lines in the order asked, a product twice', () => {
    expect(
      quoteOf(store, [created, { ...other, currency: 'DZD' }], ask('prd_2', 'prd_1', 'prd_2'), NOW).lines.map(
        (line) => [line.lineId, line.productId],
      ),
    ).toEqual([
      ['lin_0', 'prd_2'],
      ['lin_1', 'prd_1'],
      ['lin_2', 'prd_2'],
    ]);
  });
  test.each<[string, () => unknown, string]>([
    ['no store', () => quoteOf(null, [created], ask('prd_1'), NOW), 'store.unknown'],
    ['no product', () => quoteOf(store, [created], ask('prd_1', 'prd_9'), NOW), 'product.unknown'],
    [
      'an archived product',
      () => quoteOf(store, [{ ...created, archivedAt: 'then' }], ask('prd_1'), NOW),
      'product.archived',
    ],
    ['another currency', () => quoteOf(store, [created, other], ask('prd_1', 'prd_2'), NOW), 'price.currency-mismatch'],
  ])('%s', (_name, call, code) => expect(codeOf(call)).toBe(code));
});

describe('the prices kept', () => {
  const changedBy = (changes: Partial<ProductFields>) =>
    decideChangeProduct({ product: created, taken: none }, { productId: 'prd_1', revision: 1, changes }, at('now'))
      .price;

  test('are the first ones, with who set them', () => {
    const { price } = decideCreateProduct({ known: false, taken: none }, { productId: 'prd_1', ...fields }, at('then'));
    const { priceMinMinor, priceListMinor, priceMaxMinor, currency, taxRateBps } = fields;
    expect(price).toEqual({
      _id: 'prd_1/000000001',
      productId: 'prd_1',
      priceMinMinor,
      priceListMinor,
      priceMaxMinor,
      currency,
      taxRateBps,
      setAt: 'then',
      setBy: 'usr_1',
    });
  });

  test.each<[Partial<ProductFields>, boolean]>([
    [{ name: 'Another' }, false],
    [{ priceListMinor: fields.priceListMinor }, false],
    [{ priceMinMinor: fields.priceMinMinor - 1 }, true],
    [{ priceListMinor: fields.priceMaxMinor }, true],
    [{ priceMaxMinor: fields.priceMaxMinor + 1 }, true],
    [{ taxRateBps: fields.taxRateBps + 1 }, true],
    [{ currency: fields.currency === 'EUR' ? 'DZD' : 'EUR' }, true],
  ])('after %j: %s', (changes, isKept) => {
    expect(changedBy(changes)).toEqual(
      isKept ? expect.objectContaining({ _id: 'prd_1/000000002', setAt: 'now', ...changes }) : undefined,
    );
  });
});
