import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Customer } from '../api/shapes.js';
import {
  added,
  quantityInCart,
  cartTotals,
  EMPTY_CART,
  forCustomer,
  lineTotals,
  obstacle,
  pricePosition,
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
  ...more,
});
const company = { customerId: 'c', kind: 'company', name: 'Co', taxId: '1', address: 'a', createdAt: '' } as Customer;

describe('the cart', () => {
  test('a product scanned again is one more unit of its line', () => {
    const cart = added(added(added(EMPTY_CART, goods('a')), goods('b')), goods('a'));
    expect(cart.lines.map((line) => [line.goods.productId, line.quantity])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect([cart.selected, quantityInCart(cart, 'a'), quantityInCart(cart, 'z')]).toEqual([0, 2, 0]);
  });

  test('quantity zero removes the line and the selection stays on a line', () => {
    const cart = added(added(EMPTY_CART, goods('a')), goods('b'));
    expect(withQuantity(cart, 1, 0)).toMatchObject({ lines: [{ quantity: 1 }], selected: 0 });
    expect(without(without(cart, 0), 0)).toMatchObject({ lines: [], selected: 0 });
    expect(withQuantity(cart, 0, 9_999_999).lines[0]?.quantity).toBe(1_000_000);
  });

  test('its total is the sum of its lines, whatever the prices, rates and quantities', () => {
    const line = fc.record({
      price: fc.integer({ min: 0, max: 9_999_999 }),
      rate: fc.integer({ min: 0, max: 10_000 }),
      quantity: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const cart = lines.reduce(
          (so, { price, rate, quantity }, at) =>
            withQuantity(withPrice(added(so, goods(`p${at}`, { taxRateBps: rate })), at, price), at, quantity),
          EMPTY_CART,
        );
        const totals = cartTotals(cart);
        const parts = cart.lines.map(lineTotals);
        expect(totals.grossMinor).toBe(parts.reduce((sum, part) => sum + part.netMinor + part.taxMinor, 0));
        expect(totals.netMinor).toBe(lines.reduce((sum, one) => sum + one.price * one.quantity, 0));
      }),
    );
  });

  test.each([
    [899, 'below'],
    [900, 'inside'],
    [1_100, 'inside'],
    [1_101, 'above'],
  ])('a price of %i is %s its range', (price, position) => {
    expect(pricePosition({ goods: goods('a'), quantity: 1, unitPriceMinor: price })).toBe(position);
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
    for (const missing of ['taxId', 'address'])
      expect(obstacle(forCustomer(cart, { ...company, [missing]: undefined }))).toBe('company');
    expect(obstacle(forCustomer(cart, company))).toBeUndefined();
  });
});
