import { describe, expect, test } from '@jest/globals';
import { EMPTY_CART, type Cart } from './cart.js';
import { isBarcode, offerOf } from './payment.js';

const goods = {
  productId: 'p',
  sku: 'A',
  name: 'A',
  priceMinMinor: 90_000,
  priceListMinor: 100_000,
  priceMaxMinor: 110_000,
  currency: 'DZD',
  taxRateBps: 1900,
  warrantyMonths: 0,
} as Cart['lines'][number]['goods'];
const cart: Cart = { ...EMPTY_CART, lines: [{ goods, quantity: 1, unitPriceMinor: 100_000 }] };

describe('what is given for a cart of 1,190.00', () => {
  test.each([
    ['', 119_000, false],
    ['1190', 119_000, false],
    ['2 000', 200_000, false],
    ['1189,99', 118_999, true],
    ['12e3', undefined, true],
  ])('"%s" in cash is %s, short: %s', (given, tenderedMinor, short) => {
    expect(offerOf(cart, 'cash', given, 'DZD')).toEqual({
      dueMinor: 119_000,
      tenderedMinor,
      short,
      payment: { method: 'cash', amountMinor: 119_000, ...(tenderedMinor === undefined ? {} : { tenderedMinor }) },
    });
  });

  test('by card is the amount due, whatever was typed for cash before', () => {
    expect(offerOf(cart, 'card', '5', 'DZD')).toMatchObject({
      short: false,
      payment: { method: 'card', amountMinor: 119_000 },
    });
  });

  test('on account, or for nothing, no payment is made', () => {
    expect(offerOf(cart, 'account', '', 'DZD')).toMatchObject({ short: false, payment: undefined });
    expect(offerOf(EMPTY_CART, 'cash', '', 'DZD')).toMatchObject({ dueMinor: 0, short: false, payment: undefined });
  });
});

test.each([
  ['2130100000004', true],
  ['21301005', true],
  ['1500', false],
  ['1000000', false],
  ['10000,00', false],
  ['abc', false],
])('%s in the field for cash is a barcode: %s', (text, expected) => {
  expect(isBarcode(text, 119_000, 'DZD')).toBe(expected);
  expect(isBarcode('10000000', 900_000_000, 'DZD')).toBe(false);
});
