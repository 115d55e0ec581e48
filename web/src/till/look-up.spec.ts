import { expect, test } from '@jest/globals';
import type { Product } from '../api/shapes.js';
import { productOrLabel } from './look-up.js';

const LABEL = '2040123012502';
const LAYOUTS = ['20PPPPPWWWWWC'];
const olives = { productId: 'a', unit: 'kg', quantityDecimals: 3, priceListMinor: 1_000 } as Product;
const bread = { ...olives, unit: 'piece', quantityDecimals: 0 } as Product;

test.each([
  ['a product that has the whole code', { [LABEL]: bread, 40123: olives }, LAYOUTS, bread],
  ['what the label says', { 40123: olives }, LAYOUTS, { product: olives, line: { quantity: 1_250 } }],
  ['nothing without a layout', { 40123: olives }, [], null],
  ['nothing without the item', {}, LAYOUTS, null],
  ['nothing where pieces are weighed', { 40123: bread }, LAYOUTS, null],
])('a code of a scale finds %s', async (_what, products, layouts, found) => {
  const known = new Map<string, Product>(Object.entries(products));
  expect(await productOrLabel(LABEL, layouts, async (code) => known.get(code) ?? null)).toEqual(found);
});
