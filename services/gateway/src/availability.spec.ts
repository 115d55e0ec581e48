import { expect, test } from '@jest/globals';
import type { ProductView } from '@comptoir/contracts';
import { availabilityOf, partIdsOf } from './availability.js';

const product = (productId: string, available?: number, parts?: ProductView['parts']) =>
  ({
    productId,
    unit: 'piece',
    quantityDecimals: 0,
    parts,
    stock: available === undefined ? [] : [{ storeId: 's', available }],
  }) as unknown as ProductView;
const [cup, pot] = [product('cup', 5), product('pot', 1)];
const box = product('box', 1, [
  { productId: 'cup', quantity: 2 },
  { productId: 'pot', quantity: 1 },
]);

test.each<[string, ProductView[], Record<string, number>, [string, boolean][]]>([
  [
    'products alone',
    [cup, pot],
    { cup: 5, pot: 2 },
    [
      ['cup', true],
      ['pot', false],
    ],
  ],
  ['a bundle', [box], { box: 1 }, [['box', true]]],
  ['more bundles than the scarcest part is enough for', [box], { box: 2 }, [['box', false]]],
  [
    'a bundle and its part, which have enough together',
    [cup, box],
    { cup: 3, box: 1 },
    [
      ['cup', true],
      ['box', true],
    ],
  ],
  [
    'a bundle and its part, which ask for the same units',
    [cup, box],
    { cup: 4, box: 1 },
    [
      ['cup', false],
      ['box', false],
    ],
  ],
  ['what never came to the store', [product('tea')], { tea: 1 }, [['tea', false]]],
])('%s', (_name, products, asked, expected) => {
  const parts = [cup, pot].filter((one) => partIdsOf(products).includes(one.productId));
  const found = availabilityOf('s', new Map(Object.entries(asked)), products, parts);
  expect(found.map((one) => [one.productId, one.enough])).toEqual(expected);
});
