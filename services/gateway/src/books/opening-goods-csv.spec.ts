import { describe, expect, test } from '@jest/globals';
import { MAX_DELIVERY_LINES, type ProductOfSku } from '@comptoir/contracts';
import { goodsCsvLines, goodsLinesOf } from './opening-goods-csv.js';

const product = (sku: string, fields: Partial<ProductOfSku> = {}): [string, ProductOfSku] => [
  sku,
  { sku, productId: `prd_${sku}`, name: sku, currency: 'DZD', unit: 'piece', quantityDecimals: 0, ...fields },
];
const PRODUCTS = new Map([
  product('LAMP'),
  product('RICE', { unit: 'kg', quantityDecimals: 3 }),
  product('WIRE', { unit: 'm', quantityDecimals: 2 }),
  product('WINE', { currency: 'EUR' }),
  product('SET', { isBundle: true }),
  product('SHIRT', { hasVariants: true }),
]);
const read = (csv: string) => goodsLinesOf(goodsCsvLines(csv), 'DZD', PRODUCTS);
const HEAD = 'sku,quantity,cost';

test('each line is units of a product in its smallest unit, at a cost in minor units; a product may have several', () => {
  expect(
    read(`\uFEFF${HEAD}\r\nLAMP,12,1500.50\r\n\r\n RICE , 2.5 ,300\r\nLAMP,3.0,0\r\nWIRE,0.75,12.5\r\n`).map(
      ({ product: { sku }, quantity, costMinor }) => [sku, quantity, costMinor],
    ),
  ).toEqual([
    ['LAMP', 12, 150_050],
    ['RICE', 2_500, 30_000],
    ['LAMP', 3, 0],
    ['WIRE', 75, 1_250],
  ]);
});

describe('all or nothing: every fault is named by line and column, with what would be right', () => {
  test.each<[string, string, [string, string][]]>([
    ['an unknown SKU', 'LAMPE,1,1', [['line 2, sku', 'no product has the SKU LAMPE']]],
    ['no SKU', ',1,1', [['line 2, sku', 'is missing']]],
    ['a bundle', 'SET,1,1', [['line 2, sku', 'SET is a bundle: enter the parts that it is made of instead']]],
    ['a parent of variants', 'SHIRT,1,1', [['line 2, sku', 'SHIRT has variants: enter one of them instead']]],
    [
      'another currency than the store’s',
      'WINE,1,1',
      [['line 2, sku', 'WINE is priced in EUR, and the store keeps its books in DZD']],
    ],
    ['a part of a piece', 'LAMP,1.5,1', [['line 2, quantity', '1.5 is no number of piece without decimals']]],
    ['too many decimals', 'WIRE,1.555,1', [['line 2, quantity', '1.555 is no number of m with 2 decimals at most']]],
    ['a comma', 'RICE,"1,500",1', [['line 2, quantity', '1,500 is no number of kg with 3 decimals at most']]],
    ['no units', 'RICE,0.000,1', [['line 2, quantity', 'must be more than zero']]],
    ['less than none', 'LAMP,-1,1', [['line 2, quantity', '-1 is no number of piece without decimals']]],
    ['too many units', 'LAMP,1000001,1', [['line 2, quantity', 'is more than 1000000 piece']]],
    ['a cost that is none', 'LAMP,1,12.345', [['line 2, cost', '12.345 is no amount in DZD']]],
    [
      'a cost beyond a document',
      'LAMP,1,99999999999',
      [['line 2, cost', '99999999999 is more than one document may amount to']],
    ],
    [
      'several',
      'LAMP,x,1\n\nNONE,,\nLAMP,1,1,9',
      [
        ['line 2, quantity', 'x is no number of piece without decimals'],
        ['line 4, sku', 'no product has the SKU NONE'],
        ['line 4, cost', 'is missing'],
        ['line 5', 'has 4 cells, and there are 3 columns'],
      ],
    ],
  ])('%s', (_name, lines, issues) => {
    expect(() => read(`${HEAD}\n${lines}`)).toThrow(
      expect.objectContaining({
        code: 'opening.csv-invalid',
        details: { issues: issues.map(([field, fault]) => ({ field, fault })) },
      }),
    );
  });

  test.each<[string, string, string]>([
    ['another column', 'sku,quantity,cost,price\nLAMP,1,1,2', 'line 1, price'],
    ['a missing column', 'sku,quantity\nLAMP,1', 'line 1, cost'],
    ['no line', HEAD, 'line 2'],
    [
      'more lines than a delivery has',
      `${HEAD}${'\nLAMP,1,1'.repeat(MAX_DELIVERY_LINES + 1)}`,
      `line ${MAX_DELIVERY_LINES + 2}`,
    ],
  ])('%s', (_name, csv, field) => {
    expect(() => read(csv)).toThrow(
      expect.objectContaining({ details: { issues: [expect.objectContaining({ field })] } }),
    );
  });
});
