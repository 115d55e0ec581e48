import { expect, test } from '@jest/globals';
import { checkDigitOf, readScaleCode, rightBarcode, SCALE_LAYOUT, scaleLine } from './barcodes.js';

const LAYOUTS = ['20PPPPPWWWWWC', '21PPPPPAAAAAC', '23PPPPXAAAAAC'];

test.each([
  ['96385074', undefined], // EAN-8
  ['036000291452', undefined], // UPC-A
  ['4006381333931', undefined], // EAN-13
  ['10012345678902', undefined], // GTIN-14
  ['96385070', '96385074'],
  ['036000291450', '036000291452'],
  ['4006381333930', '4006381333931'],
  ['10012345678900', '10012345678902'],
  ['400638133393X', undefined],
  ['1234', undefined],
  ['123456789', undefined],
  ['ART-2026-0001', undefined],
])('the right barcode of %s is %s', (code, right) => expect(rightBarcode(code)).toBe(right));

test('every digit of a code decides on its check digit', () => {
  const digits = '613000999001';
  for (let at = 0; at < digits.length; at += 1) {
    const other = `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}${digits.slice(at + 1)}`;
    expect(checkDigitOf(other)).not.toBe(checkDigitOf(digits));
  }
});

const coded = (digits: string): string => digits + checkDigitOf(digits);

test.each([
  ['a weight', coded('201234501250'), { item: '12345', grams: 1250 }],
  ['an amount', coded('210004202490'), { item: '00042', amountMinor: 2490 }],
  ['a digit that is not read', coded('231234902490'), { item: '1234', amountMinor: 2490 }],
  ['no weight', coded('201234500000'), undefined],
  ['a wrong check digit', `201234501250${(checkDigitOf('201234501250') + 1) % 10}`, undefined],
  ['a beginning without a layout', coded('221234501250'), undefined],
  ['fewer digits', '20123450', undefined],
  ['letters', '20ABCDE012507', undefined],
])('the label of a scale with %s is read', (_what, code, label) => expect(readScaleCode(code, LAYOUTS)).toEqual(label));

const kg = { unit: 'kg', quantityDecimals: 3, priceListMinor: 120_000 };
const piece = { unit: 'piece', quantityDecimals: 0, priceListMinor: 5_000 };

test.each([
  ['1.25 kg', { grams: 1250 }, kg, { quantity: 1250 }],
  ['grams', { grams: 80 }, { unit: 'g', quantityDecimals: 0, priceListMinor: 12 }, { quantity: 80 }],
  ['kg with two decimals, to the nearest', { grams: 1255 }, { ...kg, quantityDecimals: 2 }, { quantity: 126 }],
  ['less than a smallest unit', { grams: 4 }, { ...kg, quantityDecimals: 2 }, undefined],
  ['a weight of pieces', { grams: 500 }, piece, undefined],
  ['a weight of metres', { grams: 500 }, { ...kg, unit: 'm' }, undefined],
  ['an amount of kg', { amountMinor: 30_000 }, kg, { quantity: 250 }],
  ['an amount of kg, to the nearest', { amountMinor: 30_050 }, kg, { quantity: 250 }],
  ['an amount of a piece', { amountMinor: 4_990 }, piece, { quantity: 1, unitPriceMinor: 4_990 }],
  ['an amount without a list price', { amountMinor: 100 }, { ...kg, priceListMinor: 0 }, undefined],
])('a line of %s', (_what, read, goods, line) => expect(scaleLine({ item: '12345', ...read }, goods)).toEqual(line));

test.each([
  ['20PPPPPWWWWWC', true],
  ['2PPPPPPWWWWWC', false],
  ['29PPPPPAAAAAC', true],
  ['20PPPPWWWWWXC', true],
  ['20XPPPPWWWWWC', true],
  ['20PPPWWPPWWWC', false],
  ['20PPPPPPPPPPC', false],
  ['20WWWWWAAAAAC', false],
  ['20PPPPPWWWWW', false],
  ['30PPPPPWWWWWC', false],
  ['20PPPPPWWWWW0', false],
])('the layout %s is one: %s', (layout, isOne) => expect(SCALE_LAYOUT.test(layout)).toBe(isOne));
