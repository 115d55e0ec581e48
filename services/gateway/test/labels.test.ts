import { describe, expect, test } from '@jest/globals';
import { LABEL_FORMATS, placeOf, type LabelFormatName } from '../src/labels/label-formats.js';
import { labelOfProduct, labelsFor } from '../src/labels/label-of-product.js';
import { labelsPdf, type Label } from '../src/labels/labels-pdf.js';
import { readPdf, type ReadPage } from './read-pdf.js';

const MM = 72 / 25.4;
const tea: Label = {
  name: 'Thé vert à la menthe œuvré',
  price: '1250.50 DZD / kg',
  sku: 'TEA-1',
  code: '6130000000015',
};
const arabic: Label = { name: 'شاي أخضر 250', price: '90.00 DZD', sku: 'A-1', code: 'A-1' };
const [L, R] = [
  ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'],
  ['1110010', '1100110', '1101100', '1000010', '1011100', '1001110', '1010000', '1000100', '1001000', '1110100'],
];
const G = R.map((code) => Array.from(code).toReversed().join(''));
const PARITY = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];

/** The modules of the bars of a page as a scanner sees them: 1 for black. */
function modulesOf({ rectangles }: ReadPage): string {
  const module = Math.min(...rectangles.map(({ width }) => width));
  const [first] = rectangles;
  let seen = '';
  for (const { x, width } of rectangles) {
    const from = Math.round((x - first!.x) / module);
    seen = seen.padEnd(from, '0') + '1'.repeat(Math.round(width / module));
  }
  return seen;
}

/** Reads an EAN-13 by its tables, apart from what has drawn it. */
function ean13Of(modules: string): string {
  expect([modules.length, modules.slice(0, 3), modules.slice(45, 50), modules.slice(92)]).toEqual([
    95,
    '101',
    '01010',
    '101',
  ]);
  const left = modules.slice(3, 45).match(/.{7}/g)!;
  const right = modules.slice(50, 92).match(/.{7}/g)!;
  const parity = left.map((code) => (L!.includes(code) ? 'L' : 'G')).join('');
  const digits = [
    ...left.map((code) => (L!.includes(code) ? L! : G).indexOf(code)),
    ...right.map((code) => R!.indexOf(code)),
  ];
  return [PARITY.indexOf(parity), ...digits].join('');
}

describe('labels as PDF', () => {
  test.each<[LabelFormatName, number, number, number]>([
    ['sheet3x8', 24, 210, 297],
    ['sheet5x13', 65, 210, 297],
    ['roll40x30', 1, 40, 30],
  ])('%s has %i labels a page of %i × %i mm', async (format, each, widthMm, heightMm) => {
    const pages = readPdf(
      await labelsPdf(
        Array.from({ length: each + 1 }, () => tea),
        format,
      ),
    );
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      expect([Math.round(page.width / MM), Math.round(page.height / MM)]).toEqual([widthMm, heightMm]);
      for (const { x, width } of page.rectangles) expect([x >= 0, x + width <= page.width]).toEqual([true, true]);
    }
  });

  test('every label is on its page, beside the others', () => {
    for (const format of Object.values(LABEL_FORMATS)) {
      const last = placeOf(format, format.columns * format.rows - 1);
      expect(last.page).toBe(0);
      expect(last.xMm + format.widthMm).toBeLessThanOrEqual(format.pageWidthMm + 0.01);
      expect(last.yMm + format.heightMm).toBeLessThanOrEqual(format.pageHeightMm);
      expect(placeOf(format, 0, 1)).toEqual(placeOf(format, 1));
    }
  });

  test('a label has the name, the price of a whole unit, the SKU and a barcode that scans', async () => {
    const [page] = readPdf(await labelsPdf([tea], 'roll40x30'));
    const text = page!.texts.join(' ');
    for (const part of ['Thé vert', 'œuvré', '1250.50 DZD / kg', 'TEA-1', '6130000000015'])
      expect(text).toContain(part);
    expect(ean13Of(modulesOf(page!))).toBe('6130000000015');
  });

  test('a code that is no EAN-13 is a Code 128 with its start and stop', async () => {
    const [page] = readPdf(await labelsPdf([{ ...tea, code: '6130000000012' }], 'sheet3x8'));
    const modules = modulesOf(page!);
    expect(modules).toMatch(/^11010011100/); // start C: digits only
    expect(modules).toMatch(/1100011101011$/);
    expect((modules.length - 13) % 11).toBe(0);
  });

  test('an Arabic name is shaped, joined and read from right to left', async () => {
    const [page] = readPdf(await labelsPdf([arabic], 'sheet3x8'));
    const [, name = ''] = /^250(.*)90\.00 DZD/.exec(page!.texts.join('')) ?? [];
    expect(Array.from(name.normalize('NFKC')).toReversed().join('').trim()).toBe('شاي أخضر');
  });

  test('a long name ends with an ellipsis within its label', async () => {
    const [page] = readPdf(await labelsPdf([{ ...tea, name: 'Extraordinairement long '.repeat(9) }], 'sheet5x13'));
    expect(page!.texts[0]).toMatch(/^Extraordinairement.*…$/);
  });
});

test('the label of a product has its first barcode, or its SKU', () => {
  const product = {
    name: 'Tea',
    sku: 'T',
    barcodes: ['61300001'],
    priceListMinor: 1_250,
    currency: 'TND',
    unit: 'kg',
  } as const;
  const label = (more: object) => labelOfProduct({ ...product, barcodes: [...product.barcodes], ...more });
  expect(label({})).toEqual({ name: 'Tea', sku: 'T', code: '61300001', price: '1.250 TND / kg' });
  expect(label({ barcodes: [], unit: 'piece' })).toEqual({ name: 'Tea', sku: 'T', code: 'T', price: '1.250 TND' });
  expect([labelsFor(3, 0), labelsFor(1_500, 3)]).toEqual([3, 2]);
});
