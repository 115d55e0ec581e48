import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProductView } from '@comptoir/contracts';
import { buffer } from 'node:stream/consumers';
import { csvStream } from '../csv/csv-stream.js';
import { sheetBytes } from '../csv/sheet-bytes.js';
import { productTable } from '../csv/tables.js';
import { sheetOf } from '../csv/workbook.js';
import { fileColumnsOf, unknownColumns } from './file-columns.js';
import { PRODUCT_COLUMNS, type ProductColumn } from './product-columns.js';
import { categoryKeyOf, readProductRow, scaledNumber, type ProductContext } from './product-row.js';
import { sheetRows } from './sheet-rows.js';
import { tableRows } from './table-rows.js';

const category = { categoryId: 'cat_00000000000000000000000001', name: 'Électro' };
const context: ProductContext = {
  known: new Map([
    [
      'TEA-1',
      {
        sku: 'TEA-1',
        productId: 'prd_00000000000000000000000001',
        name: 'Tea',
        currency: 'TND',
        unit: 'kg',
        quantityDecimals: 3,
      },
    ],
  ]),
  categories: new Map([[categoryKeyOf(category.name), category]]),
  currency: 'DZD',
};

describe('columns', () => {
  test.each([
    [['SKU', 'Name', 'Price', 'Tax rate', 'Barcode', 'Brand']],
    [['Référence', 'DÉSIGNATION', 'Prix de vente', 'Taux de TVA', 'Code-barres', 'Marque']],
    [['المرجع', 'الاسم', 'السعر', 'الضريبة', 'الباركود', 'العلامة التجارية']],
  ])('%j are recognised', (names) => {
    expect(fileColumnsOf(names, PRODUCT_COLUMNS).map(({ column }) => column)).toEqual([
      'sku',
      'name',
      'priceList',
      'taxRate',
      'barcodes',
      'brand',
    ]);
  });

  test('unknown ones are told, those of an export are not', () => {
    expect(
      unknownColumns(
        fileColumnsOf(['sku', 'productId', 'Colour', 'available', 'archivedAt'], PRODUCT_COLUMNS),
        PRODUCT_COLUMNS,
      ),
    ).toEqual(['Colour']);
  });

  test.each([
    [['name'], 'import.column-missing'],
    [['sku', 'price', 'prix'], 'import.column-twice'],
  ])('%j are refused', (names, code) => {
    expect(() => fileColumnsOf(names, PRODUCT_COLUMNS)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  ['1234.5', 2, 123_450],
  ['1 234,50', 2, 123_450],
  ['1,500', 3, undefined],
  ['1.500', 3, 1_500],
  ['1.505', 2, undefined],
  ['-1', 2, undefined],
  ['12 DZD', 2, undefined],
])('%s with %i decimals is %s', (text, decimals, value) => {
  expect(scaledNumber(text, decimals)).toBe(value);
});

describe('a row', () => {
  test('says what its columns say, in the currency and unit of its product', () => {
    const cells = {
      sku: 'TEA-1',
      priceList: '1.250',
      lowStockThreshold: '0.5',
      category: 'electro',
      warrantyMonths: '',
    };
    expect(readProductRow(cells, context)).toEqual({
      sku: 'TEA-1',
      fields: { priceListMinor: 1_250, lowStockThreshold: 500, categoryId: category.categoryId },
      faults: [],
    });
  });

  test('of a new product is in the currency of the shop; empty barcodes and category are taken away', () => {
    const cells = { sku: 'N', name: "'=x", priceList: '10', taxRate: '19 %', barcodes: '', category: '' };
    expect(readProductRow(cells, context).fields).toEqual({
      name: '=x',
      currency: 'DZD',
      priceListMinor: 1_000,
      taxRateBps: 1_900,
      barcodes: [],
      categoryId: null,
    });
  });

  test.each<[ProductColumn, string, string]>([
    ['sku', '', 'import.missing'],
    ['sku', 'é', 'import.not-sku'],
    ['priceMin', '1.234', 'import.not-amount'],
    ['currency', 'USD', 'import.not-currency'],
    ['taxRate', '101', 'import.not-rate'],
    ['taxRateBps', '1.5', 'import.not-whole'],
    ['warrantyMonths', '241', 'import.not-whole'],
    ['unit', 'pound', 'import.not-unit'],
    ['lowStockThreshold', '1.5', 'import.not-quantity'],
    ['barcodes', '12', 'import.not-barcode'],
    ['category', 'Toys', 'import.unknown-category'],
    ['name', 'x'.repeat(201), 'import.not-text'],
    ['brand', 'x'.repeat(81), 'import.not-text'],
  ])('%s "%s" is %s', (column, found, code) => {
    const { faults } = readProductRow({ sku: 'NEW', [column]: found }, context);
    expect(faults).toEqual([{ column, found: found.slice(0, 200), code, right: expect.any(String) }]);
  });
});

describe('an export imported again says what is there', () => {
  const money = fc.integer({ min: 0, max: 1_000_000_000_000 });
  const product = fc.record({
    sku: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
    name: fc
      .stringMatching(/^['=+@"a-zéأ-ي;,-][ '=+@"a-zéأ-ي;,\n-]{0,20}[a-z]$/)
      .filter((name) => !name.includes('\n')),
    barcodes: fc.uniqueArray(fc.stringMatching(/^0[0-9]{7,12}$/), { maxLength: 3 }),
    currency: fc.constantFrom('DZD' as const, 'TND' as const, 'JPY' as const),
    priceMinMinor: money,
    priceListMinor: money,
    priceMaxMinor: money,
    taxRateBps: fc.integer({ min: 0, max: 10_000 }),
    warrantyMonths: fc.integer({ min: 0, max: 240 }),
    measure: fc.constantFrom(
      { unit: 'piece' as const, quantityDecimals: 0 },
      { unit: 'kg' as const, quantityDecimals: 3 },
    ),
    lowStockThreshold: fc.integer({ min: 0, max: 1_000_000 }),
    categoryId: fc.constantFrom(undefined, category.categoryId),
    brand: fc.constantFrom(undefined, 'Ôr & Fils', '=Brand'),
  });

  const readBack = (head: readonly string[], cells: readonly string[]) => {
    const columns = fileColumnsOf(head, PRODUCT_COLUMNS);
    const named = columns.flatMap(({ column }, at) => (column ? [[column, cells[at] ?? '']] : []));
    return readProductRow(Object.fromEntries(named), { known: new Map(), categories: new Map() });
  };

  test('as CSV and as XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(product, async ({ measure, ...fields }) => {
        const view = { ...fields, ...measure, stock: [], productId: 'p', createdAt: 'c', changedAt: 'c' };
        const page = { items: [view as unknown as ProductView] };
        const never = () => Promise.reject(new Error('there is one page'));
        const csv = await buffer(csvStream(productTable, page, never));
        const ofCsv: (readonly string[])[] = [];
        for await (const { cells } of tableRows(csv)) ofCsv.push(cells);
        const ofXlsx = await sheetRows(await sheetBytes(await sheetOf(productTable, page, never)));
        const { sku, categoryId = null, brand, ...said } = { ...fields, ...measure };
        const branded = brand === undefined ? {} : { brand };
        for (const [head, row] of [ofCsv, ofXlsx])
          expect(readBack(head!, row!)).toEqual({ sku, fields: { ...said, categoryId, ...branded }, faults: [] });
      }),
      { numRuns: 50 },
    );
  });
});
