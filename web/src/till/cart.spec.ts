import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Customer } from '../api/shapes.js';
import {
  added,
  quantityInCart,
  cartPrices,
  cartTotals,
  EMPTY_CART,
  forCustomer,
  obstacle,
  pricePosition,
  withDiscount,
  withPrice,
  withQuantity,
  without,
  type Goods,
} from './cart.js';

const goods = (productId: string, more: Partial<Goods> = {}): Goods => ({
  productId,
  sku: productId,
  name: productId,
  priceMinMinor: 900,
  priceListMinor: 1_000,
  priceMaxMinor: 1_100,
  currency: 'DZD',
  taxRateBps: 1_900,
  warrantyMonths: 0,
  unit: 'piece',
  quantityDecimals: 0,
  ...more,
});
const company = {
  customerId: 'c',
  kind: 'company',
  name: 'Co',
  identifiers: [{ kind: 'taxNumber', value: '1234567A' }],
  address: { city: 'a' },
} as unknown as Customer;

describe('the cart', () => {
  test('a product scanned again is one more unit of its line', () => {
    const cart = added(added(added(EMPTY_CART, goods('a')), goods('b')), goods('a'));
    expect(cart.lines.map((line) => [line.goods.productId, line.quantity])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect([cart.selected, quantityInCart(cart, 'a'), quantityInCart(cart, 'z')]).toEqual([0, 2, 0]);
  });

  test('the label of a scale adds its weight to the line; an amount is a line at that price', () => {
    const cheese = goods('a', { unit: 'kg', quantityDecimals: 3 });
    const weighed = added(added(EMPTY_CART, cheese, { quantity: 250 }), cheese, { quantity: 1_250 });
    expect(weighed.lines).toEqual([{ goods: cheese, quantity: 1_500, unitPriceMinor: 1_000 }]);
    const priced = [490, 490, 512].reduce(
      (cart, unitPriceMinor) => added(cart, goods('b'), { quantity: 1, unitPriceMinor }),
      added(EMPTY_CART, goods('b')),
    );
    expect(priced.lines.map(({ quantity, unitPriceMinor }) => [quantity, unitPriceMinor])).toEqual([
      [1, 1_000],
      [2, 490],
      [1, 512],
    ]);
  });

  test('quantity zero removes the line and the selection stays on a line', () => {
    const cart = added(added(EMPTY_CART, goods('a')), goods('b'));
    expect(withQuantity(cart, 1, 0)).toMatchObject({ lines: [{ quantity: 1 }], selected: 0 });
    expect(without(without(cart, 0), 0)).toMatchObject({ lines: [], selected: 0 });
    expect(withQuantity(cart, 0, 9_999_999).lines[0]?.quantity).toBe(1_000_000);
  });

  test('a product sold by weight is one more whole unit, and its line takes parts of one', () => {
    const cheese = goods('a', { unit: 'kg', quantityDecimals: 3 });
    const cart = added(added(EMPTY_CART, cheese), cheese);
    expect(cart.lines[0]?.quantity).toBe(2_000);
    expect(withQuantity(cart, 0, 1_500).lines[0]?.quantity).toBe(1_500);
    expect(withQuantity(cart, 0, 2_000_000_000).lines[0]?.quantity).toBe(1_000_000_000);
    expect(cartTotals(withQuantity(cart, 0, 1_500), true)).toEqual({
      netMinor: 1_261,
      taxMinor: 239,
      grossMinor: 1_500,
    });
  });

  test('its total is the sum of its lines, on the terms of the store', () => {
    const line = fc.record({
      price: fc.integer({ min: 0, max: 9_999_999 }),
      rate: fc.integer({ min: 0, max: 10_000 }),
      quantity: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, pricesIncludeTax) => {
        const cart = lines.reduce(
          (so, { price, rate, quantity }, at) =>
            withQuantity(withPrice(added(so, goods(`p${at}`, { taxRateBps: rate })), at, price), at, quantity),
          EMPTY_CART,
        );
        const { lines: parts, ...totals } = cartPrices(cart, pricesIncludeTax);
        expect(totals.grossMinor).toBe(parts.reduce((sum, part) => sum + part.netMinor + part.taxMinor, 0));
        expect(pricesIncludeTax ? totals.grossMinor : totals.netMinor).toBe(
          lines.reduce((sum, one) => sum + one.price * one.quantity, 0),
        );
      }),
    );
  });

  test('discounts of a line and of the cart are taken off, no more than there is, and a higher one is an obstacle', () => {
    const cart = withQuantity(added(added(EMPTY_CART, goods('a')), goods('b')), 0, 3);
    const discounted = withDiscount(withDiscount(cart, 0, { percentBps: 1_000, reason: 'r' }), undefined, {
      amountMinor: 700,
      reason: 'r',
    });
    expect(cartTotals(discounted, true).grossMinor).toBe(3_000 - 300 + 1_000 - 700);
    expect(obstacle(discounted)).toBeUndefined();
    const free = withDiscount(discounted, undefined, { amountMinor: 3_701, reason: 'r' });
    expect([cartTotals(free, true).grossMinor, obstacle(free)]).toEqual([0, 'discount']);
    expect(obstacle(withDiscount(cart, 0, { amountMinor: 3_001, reason: 'r' }))).toBe('discount');
  });

  test.each([
    [899, 0, 'below'],
    [900, 0, 'inside'],
    [900, 1, 'below'],
    [1_100, 0, 'inside'],
    [1_101, 0, 'above'],
    [1_101, 3, 'inside'],
  ])('a price of %i less %i on three is %s its range', (price, discountMinor, position) => {
    expect(pricePosition({ goods: goods('a'), quantity: 3, unitPriceMinor: price }, discountMinor)).toBe(position);
  });

  test('a company gets a FACTURE, the walk-in a slip, and a FACTURE needs a buyer with a tax number', () => {
    const cart = added(EMPTY_CART, goods('a'));
    expect(forCustomer(cart, company).documentType).toBe('FACTURE');
    expect(forCustomer(forCustomer(cart, company), { ...company, kind: 'walkIn' })).toMatchObject({
      documentType: 'BON_DE_VENTE',
      customer: undefined,
    });
    expect([obstacle(EMPTY_CART), obstacle(cart), obstacle({ ...cart, documentType: 'FACTURE' })]).toEqual([
      'empty',
      undefined,
      'buyer',
    ]);
    for (const missing of [{ identifiers: [] }, { address: undefined }])
      expect(obstacle(forCustomer(cart, { ...company, ...missing } as Customer))).toBe('company');
    expect(obstacle(forCustomer(cart, company))).toBeUndefined();
  });
});
