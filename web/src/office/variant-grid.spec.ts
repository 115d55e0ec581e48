import { expect, test } from '@jest/globals';
import type { Product } from '../api/shapes.js';
import { combinationsOf, gridOf, skuFor } from './variant-grid.js';

const size = { name: 'Size', values: ['S', 'M'] };
const colour = { name: 'Colour', values: ['Red', 'Bleu roi', 'أخضر'] };
const variant = (...values: string[]) => ({ sku: values.join(), variantOf: { values } }) as unknown as Product;

test('combinations are all of them, the last option changing first', () => {
  expect(combinationsOf([size, colour])).toHaveLength(6);
  expect(combinationsOf([size, colour])[1]).toEqual(['S', 'Bleu roi']);
  expect(combinationsOf([])).toEqual([[]]);
});

test('a grid has a column for each value of the last option, and gaps where there is no variant', () => {
  const { columns, rows } = gridOf([size, colour], [variant('M', 'Red'), variant('S', 'أخضر')]);
  expect(columns).toEqual(colour.values);
  expect(rows.map(({ label, cells }) => [label, cells.map((one) => one?.sku)])).toEqual([
    ['S', [undefined, undefined, 'S,أخضر']],
    ['M', ['M,Red', undefined, undefined]],
  ]);
  expect(gridOf([size], [variant('M')]).rows).toMatchObject([{ label: '', cells: [undefined, { sku: 'M' }] }]);
});

test('a SKU is made of letters and digits; of other scripts, of the place of the value', () => {
  expect(skuFor('TSH', [size, colour], ['M', 'Bleu roi'])).toBe('TSH-M-BLEUROI');
  expect(skuFor('TSH', [size, colour], ['S', 'أخضر'])).toBe('TSH-S-3');
});
