import { describe, expect, test } from '@jest/globals';
import { EMPTY_CART, type Cart } from './cart.js';
import { isBarcode, meansLeft, offerOf, type TypedPayment } from './payment.js';

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
  unit: 'piece',
  quantityDecimals: 0,
} as Cart['lines'][number]['goods'];
const store = { currency: 'DZD' as const, pricesIncludeTax: false, cashRoundingMinor: 1 };
const cart: Cart = { ...EMPTY_CART, lines: [{ goods, quantity: 1, unitPriceMinor: 100_000 }] };
const typed = (change: Partial<TypedPayment>): TypedPayment => ({
  means: 'cash',
  given: '',
  reference: '',
  taken: [],
  creditMinor: 0,
  ...change,
});
const CARD = { method: 'card', amountMinor: 100_000 } as const;

describe('what is given for a cart of 1,190.00', () => {
  test.each([
    ['', 119_000, false],
    ['1190', 119_000, false],
    ['2 000', 200_000, false],
    ['1189,99', 118_999, true],
    ['12e3', undefined, true],
  ])('"%s" in cash is %s, short: %s', (given, tenderedMinor, short) => {
    const offer = offerOf(cart, typed({ given }), store);
    expect(offer).toMatchObject({ dueMinor: 119_000, tenderedMinor, short });
    expect(offer.payments).toEqual([
      { method: 'cash', amountMinor: 119_000, ...(tenderedMinor === undefined ? {} : { tenderedMinor }) },
    ]);
  });

  test('by card is the whole amount with its reference', () => {
    expect(offerOf(cart, typed({ means: 'card', reference: ' 4711 ' }), store)).toMatchObject({
      short: false,
      payments: [{ method: 'card', amountMinor: 119_000, reference: '4711' }],
    });
  });

  test('a part by card, then the rest in cash with change', () => {
    expect(offerOf(cart, typed({ means: 'card', given: '1000' }), store)).toMatchObject({ short: true, part: CARD });
    expect(offerOf(cart, typed({ taken: [CARD], given: '200' }), store)).toMatchObject({
      leftMinor: 19_000,
      short: false,
      payments: [CARD, { method: 'cash', amountMinor: 19_000, tenderedMinor: 20_000 }],
    });
  });

  test('a card is not charged more than what is left', () => {
    expect(offerOf(cart, typed({ means: 'card', given: '1191' }), store)).toMatchObject({
      short: true,
      part: undefined,
    });
  });

  test('cash is taken in whole coins', () => {
    const coins = { ...store, cashRoundingMinor: 20_000 };
    expect(offerOf(cart, typed({ given: '1200' }), coins)).toMatchObject({
      toPayMinor: 120_000,
      short: false,
      payments: [{ method: 'cash', amountMinor: 119_000, tenderedMinor: 120_000 }],
    });
    expect(offerOf(cart, typed({ given: '1190' }), coins).short).toBe(true);
  });

  test('credit pays as far as it goes', () => {
    const credit = typed({ means: 'credit', creditMinor: 50_000 });
    expect(offerOf(cart, credit, store)).toMatchObject({
      short: true,
      part: { method: 'credit', amountMinor: 50_000 },
    });
    expect(offerOf(cart, { ...credit, given: '600' }, store)).toMatchObject({ short: true, part: undefined });
    expect(offerOf(cart, { ...credit, creditMinor: 500_000 }, store).short).toBe(false);
  });

  test('on account only what was taken before is paid; for nothing no payment is made', () => {
    expect(offerOf(cart, typed({ means: 'account', taken: [CARD] }), store)).toMatchObject({
      short: false,
      payments: [CARD],
    });
    expect(offerOf(EMPTY_CART, typed({}), store)).toMatchObject({ dueMinor: 0, short: false, payments: [] });
  });

  test('what was taken for more than the cart is now has to be put back', () => {
    expect(offerOf(cart, typed({ taken: [CARD, CARD] }), store).short).toBe(true);
  });
});

test('cash and credit are taken once each', () => {
  expect(meansLeft({ taken: [], creditMinor: 0 }, false)).toEqual(['cash', 'card', 'transfer', 'cheque']);
  const taken = [
    { method: 'cash', amountMinor: 1 },
    { method: 'credit', amountMinor: 1 },
  ] as const;
  expect(meansLeft({ taken, creditMinor: 5 }, true)).toEqual(['card', 'transfer', 'cheque', 'account']);
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
