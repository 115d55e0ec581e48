import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Customer } from '../api/shapes.js';
import { added, EMPTY_CART, without, type Cart, type Goods } from './cart.js';
import { removalOf, withRemoved } from './removal.js';

const goods = (productId: string): Goods => ({ productId, priceListMinor: 100, quantityDecimals: 0 }) as Goods;
const cartOf = (...ids: string[]): Cart => ids.reduce((cart, id) => added(cart, goods(id)), EMPTY_CART);
const shown = (cart: Cart): [string, number][] => cart.lines.map((line) => [line.goods.productId, line.quantity]);

describe('what was removed from the cart', () => {
  test('is put back where it was, whichever line it was', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    fc.assert(
      fc.property(ids, fc.nat(4), (all, at) => {
        const cart = cartOf(...all);
        const after = without(cart, at % all.length);
        expect(shown(withRemoved(after, removalOf(cart, after)!))).toEqual(shown(cart));
      }),
    );
  });

  test('is nothing when only quantities, prices or the selection changed', () => {
    expect(removalOf(cartOf('a'), cartOf('a', 'a', 'b'))).toBeUndefined();
  });

  test('joins what was scanned since, and loses none of it', () => {
    const removal = removalOf(cartOf('a', 'b', 'c'), EMPTY_CART)!;
    expect(shown(withRemoved(cartOf('b', 'b', 'd'), removal))).toEqual([
      ['a', 1],
      ['b', 3],
      ['c', 1],
      ['d', 1],
    ]);
  });

  test('brings the customer of an emptied cart back, unless another one was chosen', () => {
    const [first, second] = ['1', '2'].map((customerId) => ({ customerId }) as Customer);
    const cart: Cart = { ...cartOf('a'), customer: first, documentType: 'FACTURE' };
    const removal = removalOf(cart, EMPTY_CART)!;
    expect(withRemoved(EMPTY_CART, removal)).toMatchObject({ customer: first, documentType: 'FACTURE' });
    expect(withRemoved({ ...EMPTY_CART, customer: second }, removal).customer).toBe(second);
  });
});
